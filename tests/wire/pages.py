"""A story's page for journeys, without Django."""


def story_page(name: str) -> bytes:
    """A page that tells one story, and names it."""
    said = "".join(
        f"<p>What was said at the quay about {name}, part {part}, is not all there is.</p>" for part in range(6)
    )
    head = f"<!doctype html><html><head><title>Story {name}</title></head>"
    return f"{head}<body><article><h1>Story {name}</h1>{said}</article></body></html>".encode()
