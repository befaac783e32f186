"""Tryton through its own client library, proteus: what the test's day needs of it."""
import datetime
from decimal import Decimal

from proteus import Model, Wizard
from proteus import config as connections

TODAY = datetime.date.today()
PRICE = Decimal(5)


def find(name, *domain):
    """The first of a model's records, or None."""
    found = Model.get(name).find(list(domain), limit=1)
    return found[0] if found else None


def connect(configuration, database):
    config = connections.set_trytond(database, config_file=configuration)
    config.skip_warning = True
    make_company()
    config._context = Model.get('res.user').get_preferences(True, {})


def make_company():
    """The company, with its currency, that every move needs; it stays when it is there."""
    if find('company.company'):
        return
    currency = Model.get('currency.currency')(name='Euro', symbol='€', code='EUR')
    currency.rounding = Decimal('0.01')
    currency.save()
    party = make_party('Groceries')
    wizard = Wizard('company.company.config')
    wizard.execute('company')
    wizard.form.party = party
    wizard.form.currency = currency
    wizard.execute('add')


def make_party(name):
    party = Model.get('party.party')(name=name)
    party.save()
    return party


def place(kind, **names):
    """The first location of a kind, such as the one supplier."""
    return find('stock.location', ('type', '=', kind), *((k, '=', v) for k, v in names.items()))


def make_place(name, parent=None, kind='storage'):
    location = Model.get('stock.location')(name=name, type=kind)
    location.parent = parent
    location.save()
    return location


def make_warehouse(name):
    """With its zones for goods that come in, lie, and go out."""
    zones = [make_place(f'{name} {use}') for use in ('Input', 'Storage', 'Output')]
    warehouse = Model.get('stock.location')(name=name, type='warehouse')
    warehouse.input_location, warehouse.storage_location, warehouse.output_location = zones
    warehouse.lost_found_location = place('lost_found')
    warehouse.save()
    for zone in zones:
        zone.parent = warehouse
        zone.save()
    return warehouse


def make_product(code, unit='Unit'):
    template = Model.get('product.template')(name=f'Goods {code}', type='goods')
    template.default_uom = find('product.uom', ('name', '=', unit))
    template.list_price = Decimal(9)
    template.products[0].suffix_code = code
    template.save()
    return template.products[0]


def fill_move(move, product, quantity, source, target, unit=None):
    company = find('company.company')
    move.company = company
    move.currency = company.currency
    move.product = product
    move.uom = find('product.uom', ('name', '=', unit)) if unit else product.default_uom
    move.quantity = quantity
    move.unit_price = PRICE
    move.from_location = source
    move.to_location = target
    return move


def make_move(*given, **more):
    move = fill_move(Model.get('stock.move')(), *given, **more)
    move.save()
    return move


def move_goods(*given, **more):
    move = make_move(*given, **more)
    move.click('do')
    return move


def make_shipment(kind, lines, moves='moves', **fields):
    """A shipment of some kind with lines of product, units, from where and where to."""
    shipment = Model.get(f'stock.shipment.{kind}')()
    shipment.company = find('company.company')
    for name, value in fields.items():
        setattr(shipment, name, value)
    for line in lines:
        fill_move(getattr(shipment, moves).new(), *line)
    shipment.save()
    return shipment


def make_count(location, counted):
    """An inventory that is confirmed; what it does not name it leaves as it is."""
    inventory = Model.get('stock.inventory')(location=location, date=TODAY, empty_quantity='keep')
    inventory.company = find('company.company')
    inventory.save()
    inventory.click('complete_lines')
    for line in inventory.lines:
        line.quantity = counted.get(line.product.code, line.quantity)
    inventory.save()
    inventory.click('confirm')
    return inventory
