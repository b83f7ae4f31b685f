"""What people ask, and the claims that the desk works on."""
