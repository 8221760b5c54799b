"""The owner's logo, colours, menus and texts of every page, and the pictures that stand for shared links."""
