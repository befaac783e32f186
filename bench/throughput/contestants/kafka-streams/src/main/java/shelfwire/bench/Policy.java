package shelfwire.bench;

import java.util.List;
import java.util.Map;

/** The channels' rules, as the benchmark's policy file states them. */
public record Policy(String version, Map<String, Channel> channels) {

  public record Channel(List<String> pool, long buffer, Map<String, Long> protect, Long cap) {

    private static final long MILLION = 1_000_000;

    long units(Map<String, Long> available) {
      long total = 0;
      for (String location : pool) {
        Long stock = available.get(location);
        if (stock == null) continue;
        long kept = protect.getOrDefault(location, 0L) + buffer;
        total += Math.max(0, Math.floorDiv(stock - kept * MILLION, MILLION));
      }
      return cap == null ? total : Math.min(total, cap);
    }
  }
}
