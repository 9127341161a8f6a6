"""What a move on the wall is in the file: suggested clusters come into it only when somebody does something to them."""

from collections.abc import Iterable, Sequence

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.wall import Cluster, ClusterId, Place
from cxfacilitator.services import codebook, tagging
from cxfacilitator.services import wall as service
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.workspace import Workspace


class Moves:
    """Hands each move to the file.

    Attributes:
        follow: The cursor goes to the cluster that this card is in when the file has answered.
    """

    def __init__(self, workspace: Workspace, view: WallView) -> None:
        self._workspace = workspace
        self._view = view
        self.follow: AnswerId | None = None
        view.put_on.connect(self.put_on)
        view.put_into.connect(self.put_into)
        view.put_at.connect(lambda places: workspace.do(service.move_cards, places))
        view.cluster_put.connect(self.put_cluster)
        view.merged.connect(self.merge)

    def accept(self, suggested: Iterable[Cluster]) -> None:
        """Keep suggested clusters that a person has looked at."""
        kept = tuple(suggested)
        if kept:
            self.follow = kept[0].answer_ids[0]
            self._workspace.do(service.accept_clusters, kept)

    def put_on(self, cards: tuple[AnswerId, ...], target: AnswerId) -> None:
        """Make a cluster of cards that were put on a card; where that lies."""
        ids = tuple(dict.fromkeys((target, *cards)))
        self.follow = target
        self._workspace.do(service.make_cluster, ids, self._view.laid.cards[target])

    def put_into(self, cards: tuple[AnswerId, ...], cluster_id: ClusterId) -> None:
        """Put cards into a cluster; a suggested one is thereby accepted."""
        cluster = self._view.laid.cluster[cluster_id]
        self.follow = cards[0]
        if cluster.suggested:
            ids = (*cluster.answer_ids, *cards)
            self._workspace.do(service.make_cluster, ids, cluster.place, cluster.name)
        else:
            self._workspace.do(service.put_into, cluster_id, cards)

    def put_cluster(self, cluster_id: ClusterId, place: Place) -> None:
        """Put a cluster somewhere else; a suggested one is thereby accepted."""
        cluster = self._view.laid.cluster[cluster_id]
        if cluster.suggested:
            self.follow = cluster.answer_ids[0]
            self._workspace.do(service.make_cluster, cluster.answer_ids, place, cluster.name)
        else:
            self._workspace.do(service.move_cluster, cluster_id, place)

    def merge(self, cluster_id: ClusterId, into: ClusterId) -> None:
        """Put a cluster on another one; a suggested one gives its cards to the other."""
        gone = self._view.laid.cluster[cluster_id]
        if gone.suggested:
            self.put_into(gone.answer_ids, into)
        elif self._view.laid.cluster[into].suggested:
            self.put_into(self._view.laid.cluster[into].answer_ids, cluster_id)
        else:
            self.follow = gone.answer_ids[0] if gone.answer_ids else None
            self._workspace.do(service.merge, cluster_id, into)

    def give_name(self, cluster_id: ClusterId, name: str) -> None:
        """Name a cluster; a suggested one is thereby accepted."""
        cluster = self._view.laid.cluster.get(cluster_id)
        if cluster is not None and cluster.suggested:
            self.follow = cluster.answer_ids[0]
            self._workspace.do(service.make_cluster, cluster.answer_ids, cluster.place, " ".join(name.split()))
        else:
            self._workspace.do(service.name_cluster, cluster_id, name)

    def give_theme(self, answer_ids: Sequence[AnswerId], theme_id: ThemeId, source: ThemeId | None) -> None:
        """Give answers a theme, in the place of the one that they are on the wall for, if there is one."""
        if source is None:
            self._workspace.do(tagging.tag_many, answer_ids, theme_id)
        else:
            self._workspace.do(codebook.move, source, theme_id, answer_ids)

    def make_theme(self, answer_ids: Sequence[AnswerId], new: Theme, source: ThemeId | None) -> None:
        """Add a theme for answers, in the place of the one that they are on the wall for, if there is one."""
        if source is None:
            self._workspace.do(codebook.add_theme, new, answer_ids)
        else:
            self._workspace.do(codebook.split, source, new, answer_ids)
