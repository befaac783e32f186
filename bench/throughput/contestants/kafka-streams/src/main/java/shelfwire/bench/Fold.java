package shelfwire.bench;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Version-guarded fold per source row, item and location, up to what each channel may sell. */
final class Fold implements Processor<String, StockEvent, String, Availability> {
  static final String STORE = "items";

  private final Policy policy;
  private ProcessorContext<String, Availability> context;
  private KeyValueStore<String, Item> items;

  Fold(Policy policy) {
    this.policy = policy;
  }

  @Override
  public void init(ProcessorContext<String, Availability> given) {
    context = given;
    items = given.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, StockEvent> record) {
    StockEvent event = record.value();
    Item item = items.get(event.sku());
    if (item == null) item = new Item();
    String row = event.source().row();
    Item.Contribution before = item.rows.get(row);
    if (before != null && !before.isOlderThan(event.source())) return;
    long quantity = millionths(event.quantity());
    if (before != null) move(item, before.location(), before.bucket(), -before.quantity());
    move(item, event.location(), event.bucket(), quantity);
    item.rows.put(
        row,
        new Item.Contribution(
            event.location(),
            event.bucket(),
            quantity,
            event.source().epoch(),
            event.source().position()));
    item.version += 1;
    items.put(event.sku(), item);
    context.forward(record.withKey(event.sku()).withValue(availability(event, item)));
  }

  private static void move(Item item, String location, String bucket, long by) {
    if ("available_base".equals(bucket)) item.available.merge(location, by, Long::sum);
  }

  private Availability availability(StockEvent event, Item item) {
    Map<String, Long> channels = new LinkedHashMap<>();
    policy.channels().forEach((id, rule) -> channels.put(id, rule.units(item.available)));
    return new Availability(
        event.sku(),
        item.version,
        channels,
        event.recordedAt(),
        Instant.now().toString(),
        policy.version());
  }

  private static long millionths(String decimal) {
    return new BigDecimal(decimal).movePointRight(6).longValueExact();
  }
}
