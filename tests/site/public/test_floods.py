import gc

import pytest

from kiemchung_site.errors import TooMany
from kiemchung_site.public.floods import UNSOLVED, Places

ADDRESS = "203.0.113.77"


class Clock:
    """Time that goes as the test wants."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_place_is_stopped_and_others_are_not() -> None:
    places = Places()
    for _ in range(3):
        places.admit(ADDRESS, UNSOLVED)
    with pytest.raises(TooMany):
        places.admit(ADDRESS, UNSOLVED)
    places.admit("203.0.113.78", UNSOLVED)


@pytest.mark.parametrize("network", ["2001:db8:7:{:x}::1", "203.0.113.{}"])
def test_one_network_does_not_use_up_what_is_for_everybody(network: str) -> None:
    places = Places()
    for number in range(12):
        places.admit(network.format(number), UNSOLVED)
    with pytest.raises(TooMany):
        places.admit(network.format(200), UNSOLVED)
    for number in range(48):
        places.admit(f"198.51.{number}.1", UNSOLVED)


def test_a_flood_from_everywhere_is_stopped_too() -> None:
    places = Places()
    for number in range(60):
        places.admit(f"198.51.{number}.1", UNSOLVED)
    with pytest.raises(TooMany):
        places.admit("192.0.2.1", UNSOLVED)


def test_the_key_changes_every_hour_and_counts_go_with_it() -> None:
    clock = Clock()
    places = Places(clock)
    for _ in range(3):
        places.admit(ADDRESS, UNSOLVED)
    clock.now = 3601
    places.admit(ADDRESS, UNSOLVED)


def test_no_address_is_kept_in_memory_as_it_is() -> None:
    places = Places()
    places.admit(ADDRESS, UNSOLVED)
    kept = [text for text in _strings_of(places) if ADDRESS in text]
    assert kept == []


def _strings_of(thing: object) -> list[str]:
    """Return the strings that can be reached from ``thing``, but not by way of modules."""
    seen: set[int] = set()
    found, waiting = [], [thing]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or callable(one):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found.append(one)
        waiting += gc.get_referents(one)
    return found
