package shelfwire.bench;

import java.io.File;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** Arguments: a JSON file with {@link Settings}. Runs until it is told to end. */
public final class Main {
  record Settings(
      String applicationId,
      String brokers,
      String input,
      String output,
      String guarantee,
      int threads,
      int commitMs,
      String stateDir,
      Policy policy) {}

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Settings settings = JsonSerde.MAPPER.readValue(new File(args[0]), Settings.class);
    KafkaStreams streams = new KafkaStreams(topology(settings), properties(settings));
    CountDownLatch ended = new CountDownLatch(1);
    streams.setUncaughtExceptionHandler(
        error -> {
          error.printStackTrace();
          Runtime.getRuntime().halt(1);
          return null;
        });
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  streams.close();
                  ended.countDown();
                }));
    streams.start();
    ended.await();
  }

  static Topology topology(Settings settings) {
    Serde<String> text = Serdes.String();
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Fold.STORE), text, new JsonSerde<>(Item.class))
            .withCachingEnabled());
    builder.stream(settings.input(), Consumed.with(text, new JsonSerde<>(StockEvent.class)))
        .process(() -> new Fold(settings.policy()), Fold.STORE)
        .to(settings.output(), Produced.with(text, new JsonSerde<>(Availability.class)));
    return builder.build();
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.guarantee());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitMs());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir());
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    return properties;
  }
}
