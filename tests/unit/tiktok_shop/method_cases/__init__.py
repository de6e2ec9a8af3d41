"""One case for each method of the client, by its name."""

from . import after, catalogue, creators, figures, order, product, promotion, shop, world

CASES = {
    name: case
    for module in (product, catalogue, world, order, after, shop, promotion, creators, figures)
    for name, case in module.CASES.items()
}
