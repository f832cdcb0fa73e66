package io.mailtap.log;

import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.Events;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.TunnelLayer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// conn.log: one row per connection, when it is forgotten.
final class ConnLog {
    static final Schema SCHEMA =
            Schema.ofConnections(
                    "conn",
                    "proto enum",
                    "service string",
                    "duration interval",
                    "orig_bytes count",
                    "resp_bytes count",
                    "conn_state string",
                    "local_orig bool",
                    "local_resp bool",
                    "missed_bytes count",
                    "history string",
                    "orig_pkts count",
                    "orig_ip_bytes count",
                    "resp_pkts count",
                    "resp_ip_bytes count",
                    "tunnel_parents set[string]",
                    "ip_proto count");

    private final LogFile log;

    // By the names of the analyzers, of which there are few.
    private final Map<String, String> shown = new HashMap<>();

    ConnLog(LogFile log) {
        this.log = log;
    }

    void attach(Events events) {
        events.on(ConnectionStateRemove.class, (ConnectionStateRemove e) -> write(e.c()));
    }

    private void write(Connection c) {
        ConnectionId id = c.id();
        Row row = log.begin();
        row.connection(c.startNanos(), c).name(id.proto().zeekName()).name(service(c));
        if (c.durationNanos() > 0) {
            row.interval(c.durationNanos()).count(c.orig().size()).count(c.resp().size());
        } else {
            row.unset().unset().unset();
        }
        String history = c.history();
        row.name(c.state())
                .bool(LocalAddresses.contains(id.origH()))
                .bool(LocalAddresses.contains(id.respH()))
                .count(c.missedOctets())
                .name(history.isEmpty() ? null : history)
                .count(c.orig().packets())
                .count(c.orig().ipOctets())
                .count(c.resp().packets())
                .count(c.resp().ipOctets());
        List<TunnelLayer> tunnel = c.tunnel();
        row.nameSet(tunnel.isEmpty() ? null : List.of(tunnel.getLast().uid()));
        row.count(id.ipProtocol()).end();
    }

    private @Nullable String service(Connection c) {
        List<String> services = c.service();
        if (services.isEmpty()) {
            return null;
        }
        String names = services.size() == 1 ? services.getFirst() : String.join(",", services);
        return shown.computeIfAbsent(names, name -> name.toLowerCase(Locale.ROOT));
    }
}
