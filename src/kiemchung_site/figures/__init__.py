"""What the desk may know about its own work: numbers, never texts and never people."""
