"""The officials' workplace: Django's admin site, whose home is a queue of work. One module a screen."""
