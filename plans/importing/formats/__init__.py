"""One module a file format: bytes → an `Extract`. Only these modules see bytes, and only they refuse them."""
