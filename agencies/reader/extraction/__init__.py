from dataclasses import dataclass
@dataclass
class Extract:
    text: str
    tables: list = ()
def extract(data, filename):
    return Extract(data.decode())
