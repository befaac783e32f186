package shelfwire.bench;

import java.util.Map;

/** A message of availability.v1. */
public record Availability(
    String sku,
    long version,
    Map<String, Long> channels,
    String recordedAt,
    String appliedAt,
    String policyVersion) {}
