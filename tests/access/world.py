"""The smallest county in which every post can meet what is its own and what is not."""

from organisation.models import Post
from tests import make

K = Post.Kind


class World:
    """One county, two townships; `village` and `township` are "own", the rest is not."""

    def __init__(self):
        self.county = make.county()
        self.township = make.township()
        self.village = make.village(parent=self.township)
        self.neighbour = make.village(parent=self.township)
        self.other_township = make.township()
        self.elsewhere = make.village(parent=self.other_township)
        self.people = {
            "officer": make.person(K.INFORMATION_OFFICER, self.village),
            "officer.neighbour": make.person(K.INFORMATION_OFFICER, self.neighbour),
            "officer.elsewhere": make.person(K.INFORMATION_OFFICER, self.elsewhere),
            "operator": make.person(K.TOWNSHIP_OPERATOR, self.township),
            "operator.elsewhere": make.person(K.TOWNSHIP_OPERATOR, self.other_township),
            "director": make.person(K.TOWNSHIP_DIRECTOR, self.township),
            "director.elsewhere": make.person(K.TOWNSHIP_DIRECTOR, self.other_township),
            "instructor": make.person(K.INSTRUCTOR, self.county),
            "organiser": make.person(K.ORGANISER, self.county),
            "supervisor": make.person(K.SUPERVISOR, self.county),
            "leader": make.person(K.LEADER, self.county),
            "editor": make.person(K.EDITOR, self.county),
            "security": make.person(K.SECURITY_ADMIN, self.county),
            "audit": make.person(K.AUDIT_ADMIN, self.county),
            "system": make.person(K.SYSTEM_ADMIN, self.county),
            # Without a post: a row that is about judges gives this person a seat.
            "judge": make.person(),
        }

    def __getitem__(self, actor):
        return self.people[actor]
