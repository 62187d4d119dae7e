"""Those who give testimony about a page, a module each; ``testify(page)`` gives what one of them has to say."""
