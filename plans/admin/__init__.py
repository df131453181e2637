"""The officials' door: an admin site of our own, one module a screen. Each view makes one call down."""
