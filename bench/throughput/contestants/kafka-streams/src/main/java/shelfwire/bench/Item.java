package shelfwire.bench;

import java.util.HashMap;
import java.util.Map;

/** An item's whole state, one value of the store. Quantities are millionths. */
public class Item {
  /** By source row: what it contributes now, and the version that said so. */
  public Map<String, Contribution> rows = new HashMap<>();

  /** By location, available_base. */
  public Map<String, Long> available = new HashMap<>();

  public long version;

  public record Contribution(
      String location, String bucket, long quantity, int epoch, String position) {

    boolean isOlderThan(StockEvent.Source source) {
      return epoch < source.epoch()
          || (epoch == source.epoch() && position.compareTo(source.position()) < 0);
    }
  }
}
