screens = []
