from plans.admin.doors import page, screen


@screen("GET")
def home(request):
    return page(request, "admin/workplace.html", {"title": "My work"})


screens = []
