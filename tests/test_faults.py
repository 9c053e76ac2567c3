"""The faults' own code; what they show is for `portal.py faults`."""

import grimp


def test_no_module_of_the_faults_imports_one_that_imports_it():
    graph = grimp.build_graph("faults", cache_dir=None)
    pairs = {
        (one, other)
        for one in graph.modules
        for other in graph.find_modules_directly_imported_by(one)
    }
    assert {
        (one, other) for one, other in pairs if graph.chain_exists(importer=other, imported=one)
    } == set()
