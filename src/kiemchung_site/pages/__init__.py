"""The pages on which the desk says who it is and how it works."""
