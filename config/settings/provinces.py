"""The province that hosts the portal."""

from config.environment.kinds import Kind, closest_name
from config.settings.variables import env
from vietnam.places.provinces import all_provinces


def _read_province(written: str) -> str:
    slugs = {province.key for province in all_provinces()}
    if written in slugs:
        return written
    near = closest_name(written.lower(), slugs)
    raise ValueError(f"'{written}' is no province" + (f" (meant: {near}?)" if near else ""))


_PROVINCE = Kind(
    _read_province, "a key of the first column of vietnam/data/provinces.tsv", "bac-ninh-2025"
)

# The labour-short province that hosts the portal, by its key in vietnam/data/provinces.tsv. It is
# the host together with the provinces that were merged into it, so documents from before the merger
# name its bodies too. The key of a province that has ended is taken as well: then a name without a
# province means that one's bodies and its successor's.
HOST_PROVINCE = env.read("HOST_PROVINCE", _PROVINCE, default="bac-ninh-2025")
# Feed readers know the portal's feed by this name for ever: where no province is set it is still
# the first host's.
FEED_ORIGIN = HOST_PROVINCE if env.is_given("HOST_PROVINCE") else "bac-giang"
