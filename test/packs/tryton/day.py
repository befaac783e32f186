"""A shop's books in Tryton: python3 day.py CONFIGURATION DATABASE [STEP]

Without a step it makes the company and ends. `open` writes the opening stock, `trade` a day. Both end with
a line of JSON, what Tryton itself says is there: `CODE@WAREHOUSE BUCKET` -> units.
"""
import json
import sys

from books import (
    TODAY,
    Model,
    connect,
    connections,
    find,
    make_count,
    make_move,
    make_party,
    make_place,
    make_product,
    make_shipment,
    make_warehouse,
    move_goods,
    place,
)


def item(code):
    return find('product.product', ('code', '=', code))


def named(name):
    return find('stock.location', ('name', '=', name))


def open_books():
    main = place('warehouse')
    outlet = make_warehouse('Outlet')
    shelf = make_place('Shelf', main.storage_location)
    make_place('Box', shelf)
    make_place('Damaged goods', kind='lost_found')
    for name in ('Ann', 'Mill'):
        make_party(name)
    supplier = place('supplier')
    for code, unit, stock in (
        ('TEA', 'Unit', 40), ('MUG', 'Unit', 25), ('FLOUR', 'Kilogram', 12.5), ('', 'Unit', 3)):
        product = make_product(code, unit)
        move_goods(product, stock, supplier, main.storage_location)
        move_goods(product, 2, supplier, outlet.storage_location)
    move_goods(item('MUG'), 6, main.storage_location, shelf)


def trade():
    main, outlet = named('Warehouse'), named('Outlet')
    supplier, customer, lost = place('supplier'), place('customer'), named('Lost and Found')
    shelf, box = named('Shelf'), named('Box')
    tea, mug, flour = item('TEA'), item('MUG'), item('FLOUR')

    # over the counter: thrice 0.1 kg, which no binary number holds; then half of the first comes back
    for _ in range(3):
        move_goods(flour, 100, main.storage_location, customer, unit='Gram')
    move_goods(flour, 50, customer, main.storage_location, unit='Gram')
    # shelves: in and among them nothing leaves, from them it does
    move_goods(mug, 4, shelf, box)
    move_goods(mug, 1, box, customer)
    # drafted, assigned, done; drafted and called off; assigned and called off
    sale = make_move(tea, 2, main.storage_location, customer)
    sale.click('assign')
    sale.click('do')
    make_move(tea, 30, main.storage_location, customer).click('cancel')
    regretted = make_move(tea, 5, main.storage_location, customer)
    regretted.click('assign')
    regretted.click('cancel')
    make_move(mug, 2, shelf, outlet.storage_location).click('assign')
    # one that was never done
    make_move(tea, 9, main.storage_location, outlet.storage_location)
    ship(main, customer, tea, mug)
    receive(main, supplier, tea, mug)
    send(main, outlet, tea)
    # losses, finds, goods that broke, goods that go back
    move_goods(tea, 1, main.storage_location, lost)
    move_goods(tea, 1, main.storage_location, named('Damaged goods'))
    move_goods(mug, 1, lost, outlet.storage_location)
    move_goods(tea, 1, outlet.storage_location, supplier)
    make_count(outlet.storage_location, {'TEA': 3, 'FLOUR': 1.75})
    # a product that gets its code at last, one that is renamed, a shelf that goes to the outlet
    nameless = [each for each in Model.get('product.product').find([]) if not each.code]
    for product in nameless:
        product.suffix_code = 'NAMED'
        product.save()
    mug.suffix_code = 'CUP'
    mug.save()
    move_goods(mug, 1, shelf, customer)
    shelf.parent = outlet.storage_location
    shelf.save()


def ship(main, customer, tea, mug):
    """A shipment that is done, one that is packed, one that is only assigned."""
    lines = [[each, 3, main.output_location, customer] for each in (tea, mug)]
    terms = {'customer': find('party.party', ('name', '=', 'Ann')), 'warehouse': main}
    for steps in (('pick', 'pack', 'done'), ('pick', 'pack'), ()):
        shipment = make_shipment('out', lines, 'outgoing_moves', planned_date=TODAY, **terms)
        for step in ('wait', 'assign_try', *steps):
            shipment.click(step)
    back = [[tea, 1, customer, main.input_location]]
    returned = make_shipment('out.return', back, 'incoming_moves', **terms)
    for step in ('receive', 'done'):
        returned.click(step)


def receive(main, supplier, tea, mug):
    """A delivery that arrived and one that is on its way."""
    terms = {'supplier': find('party.party', ('name', '=', 'Mill')), 'warehouse': main}
    lines = [[tea, 20, supplier, main.input_location], [mug, 10, supplier, main.input_location]]
    arrived = make_shipment('in', lines, 'incoming_moves', **terms)
    for step in ('receive', 'done'):
        arrived.click(step)
    make_shipment('in', lines[:1], 'incoming_moves', planned_date=TODAY, **terms)


def send(main, outlet, tea):
    """A transfer that arrived, and one that did in part."""
    shipment = make_shipment(
        'internal', [[tea, 3, main.storage_location, outlet.storage_location]],
        from_location=main.storage_location, to_location=outlet.storage_location)
    for step in ('wait', 'assign_try', 'done'):
        shipment.click(step)
    transit = named('Transit')
    move_goods(tea, 4, main.storage_location, transit)
    move_goods(tea, 1, transit, outlet.storage_location)


def levels():
    """Units on hand by Tryton's own sums, less what its moves have assigned; what is announced."""
    totals = {}

    def add(product, warehouse, bucket, quantity):
        key = f'{product.code}@{warehouse.name} {bucket}'
        totals[key] = round(totals.get(key, 0) + quantity, 6)

    for warehouse in Model.get('stock.location').find([('type', '=', 'warehouse')]):
        context = {'locations': [warehouse.id], 'with_childs': True, 'stock_date_end': TODAY}
        with connections.get_config().set_context(context):
            for product in Model.get('product.product').find([]):
                add(product, warehouse, 'available_base', product.quantity)
        for move in moves_of(warehouse, 'from_location', [('state', '=', 'assigned')]):
            if leaves(move, warehouse):
                add(move.product, warehouse, 'allocated', move.internal_quantity)
                add(move.product, warehouse, 'available_base', -move.internal_quantity)
        announced = [
            ('state', 'in', ['draft', 'assigned']), ('from_location.type', '=', 'supplier'),
            ('shipment', 'like', 'stock.shipment.in,%')]
        for move in moves_of(warehouse, 'to_location', announced):
            add(move.product, warehouse, 'inbound_confirmed', move.internal_quantity)
    return {key: quantity for key, quantity in totals.items() if quantity}


def moves_of(warehouse, end, domain):
    inside = (end, 'child_of', [warehouse.id], 'parent')
    return Model.get('stock.move').find([*domain, inside])


def leaves(move, warehouse):
    """Whether an assigned move takes from the warehouse, or makes ready for a customer."""
    within = moves_of(warehouse, 'to_location', [('id', '=', move.id)])
    return not within or move.shipment.__class__.__name__ == 'stock.shipment.out'


if __name__ == '__main__':
    connect(*sys.argv[1:3])
    steps = {'open': open_books, 'trade': trade}
    for step in sys.argv[3:]:
        steps[step]()
        print(json.dumps(levels()), flush=True)
