package shelfwire.bench;

/** What the fold needs of a stock event; Jackson reads over the rest. */
public record StockEvent(
    String sku,
    String location,
    String bucket,
    String quantity,
    String recordedAt,
    Source source) {

  public record Source(
      String system, String table, String key, String rule, int epoch, String position) {

    /** Names the row of the source database that the event was read from. */
    String row() {
      return system + '\n' + table + '\n' + key + '\n' + rule;
    }
  }
}
