"""Rows of long lists: model instances that hold the columns that were asked for, and cost little
more than these.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

SHARED = 500
"""So many rows of a related table are shared at the most: a page has fifty, an export thousands."""
Build = Callable[[Sequence[Any]], Model]


class ShownRows(ModelIterable):  # type: ignore[type-arg]
    """For `QuerySet._iterable_class`; related rows are those of foreign keys. Django goes over each
    column of each related table, loaded or not; here a document or an agency that many rows share
    is built once.
    """

    def __iter__(self) -> Iterator[Model]:
        found = self.queryset
        compiler = found.query.get_compiler(using=found.db)
        rows = compiler.execute_sql(chunked_fetch=self.chunked_fetch, chunk_size=self.chunk_size)
        build = _builder(compiler.select, compiler.klass_info, found.db)
        annotations = compiler.annotation_col_map.items()
        for row in compiler.results_iter(rows):
            instance = build(row)
            instance.__dict__.update((name, row[column]) for name, column in annotations)
            yield instance


def _builder(select: Sequence[Any], part: dict[str, Any], db: str) -> Build:
    """`part`: Django's klass_info, of a model and the related ones that are read with it."""
    model = part["model"]
    columns = part["select_fields"]
    names = [select[column][0].target.attname for column in columns]
    first, end = columns[0], columns[-1] + 1
    related = [_related(select, each, db) for each in part["related_klass_infos"]]

    def build(row: Sequence[Any]) -> Model:
        instance: Model = model.__new__(model)
        state = ModelState()
        state.adding = False
        state.db = db
        state.fields_cache = {name: read(row) for name, read in related}
        instance.__dict__.update(zip(names, row[first:end], strict=True), _state=state)
        return instance

    return build


def _related(
    select: Sequence[Any], part: dict[str, Any], db: str
) -> tuple[str, Callable[[Sequence[Any]], Model | None]]:
    build = _builder(select, part, db)
    key_of = {select[column][0].target: column for column in part["select_fields"]}
    key = key_of[part["model"]._meta.pk]
    built: dict[object, Model] = {}

    def read(row: Sequence[Any]) -> Model | None:
        found = row[key]
        if found is None:
            return None
        if found not in built:
            if len(built) == SHARED:
                built.clear()
            built[found] = build(row)
        return built[found]

    return part["field"].cache_name, read
