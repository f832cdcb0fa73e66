package io.mailtap.loads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A capture that has been made.
///
/// @param file the capture
/// @param octets its size
/// @param packets in it
/// @param connections in it, of all kinds
/// @param seconds from the first packet to the last
public record Load(Path file, long octets, long packets, int connections, double seconds) {
    /// Makes the capture and the file that says what is in it; both are replaced if they exist.
    ///
    /// @param options what load
    /// @return the load
    /// @throws IOException if a file cannot be written
    public static Load make(LoadOptions options) throws IOException {
        Truth truth = new Truth(options.count(Setting.FIRST));
        Traffic traffic = new Traffic(options, Pools.of(options), truth);
        PcapWriter out = new PcapWriter(Files.newOutputStream(options.capture()));
        try (out) {
            traffic.write(out);
        }
        double seconds = (double) (out.lastTime() - Traffic.START) / Traffic.SECOND;
        Load load =
                new Load(
                        options.capture(),
                        out.octets(),
                        out.packets(),
                        traffic.connections(),
                        seconds);
        Map<String, Object> all = truth.shown();
        all.put("file", load.shown(out.lastTime()));
        all.put("options", options.shown());
        Files.writeString(options.truth(), Json.write(all));
        return load;
    }

    private Map<String, Object> shown(long lastTime) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", file.getFileName().toString());
        shown.put("bytes", octets);
        shown.put("packets", packets);
        shown.put("link_type", "Ethernet");
        shown.put("last_time", (double) lastTime / Traffic.SECOND);
        shown.put("duration_s", seconds);
        shown.put("average_packet", Math.round(averagePacket() * 10) / 10.0);
        return shown;
    }

    private double averagePacket() {
        long frames = octets - PcapWriter.FILE_HEADER - packets * PcapWriter.RECORD_HEADER;
        return (double) frames / Math.max(1, packets);
    }

    /// {@return the figures in a line}
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s: %.1f MB, %d packets (%.0f octets on average), %d connections, %.1f s of traffic",
                file,
                octets / 1e6,
                packets,
                averagePacket(),
                connections,
                seconds);
    }
}
