import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dateline.shelf.api import EVERYTHING, JournalReader, Shelf

pages = st.sampled_from(["/", "/a/", "/a/b/", "/a/b/c.jpg", "/feed.xml", "/خبر/", "/location/", "/a/location/"])
entries = pages | st.sampled_from(["/?p=1", "/a", "/a?p=1", "/a/b/?p=1", "/a/index.html"])
bodies = st.sampled_from([b"", b"short", b"<p>long" * 60, b"<p>longer" * 60])


class ShelfAgainstDict(RuleBasedStateMachine):
    """Whatever is done, the shelf holds what a dict would, and exactly the files of a print from nothing."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf(self.folder / "shelf")
        self.model = {}
        self.told = {}
        self.reader = JournalReader(self.shelf.root)

    def teardown(self):
        self.reader.close()
        shutil.rmtree(self.folder)

    def do(self, verb, address, *arguments):
        before = self.model.get(address)
        self.model[address] = (verb, *arguments)
        with self.shelf.writing() as writer:
            assert getattr(writer, verb)(address, *arguments) is (before != self.model[address])

    @rule(address=pages, body=bodies)
    def put(self, address, body):
        self.do("put", address, body)

    @rule(address=entries, goal=st.sampled_from(["/a/", "/b/"]))
    def move(self, address, goal):
        self.do("move", address, goal)

    @rule(address=entries, body=bodies)
    def put_gone(self, address, body):
        self.do("put_gone", address, body)

    @rule(address=entries)
    def remove(self, address):
        with self.shelf.writing() as writer:
            assert writer.remove(address) is (self.model.pop(address, None) is not None)

    @rule(folder=st.sampled_from(["/", "/a/", "/a/b/"]), keep=st.sets(pages))
    def remove_under(self, folder, keep):
        def stays(address: str) -> bool:
            whole = (each for each in keep if each != folder and each.endswith("/"))
            return address in keep or any(address.startswith(each) for each in whole)

        going = {
            address
            for address, (verb, *_) in self.model.items()
            if verb == "put" and address.startswith(folder) and address != folder and not stays(address)
        }
        with self.shelf.writing() as writer:
            assert writer.remove_under(folder, keep) == len(going)
        for address in going:
            del self.model[address]

    @invariant()
    def each_address_is_found(self):
        for address, (verb, content) in self.model.items():
            found = self.shelf.look_up(address)
            if verb == "move":
                assert (found.status, found.target) == (301, content)
            else:
                assert found.status == {"put": 200, "put_gone": 410}[verb]
                assert self.shelf.read(found.path).body == content
        trees = {"put": "pages", "move": "moved", "put_gone": "gone"}
        assert set(self.shelf.walk()) == {(trees[verb], address) for address, (verb, *_) in self.model.items()}

    @invariant()
    def the_journal_tells_what_changed(self):
        changes = self.reader.changes()
        if changes is EVERYTHING:
            self.told = dict(self.model)
        for address in () if changes is EVERYTHING else changes:
            self.told.pop(address, None)
            if address in self.model:
                self.told[address] = self.model[address]
        assert self.told == self.model

    @invariant()
    def the_files_are_those_of_a_print_from_nothing(self):
        other = Shelf(self.folder / "other")
        with other.writing() as writer:
            for address, (verb, content) in self.model.items():
                getattr(writer, verb)(address, content)
        assert self.shelf.digest() == other.digest()
        shutil.rmtree(other.root)


TestShelfAgainstDict = ShelfAgainstDict.TestCase
TestShelfAgainstDict.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
