package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent.AnalyzerConfirmation;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailed;
import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
import java.util.ArrayList;
import java.util.List;

/// analyzer.log: one row for each analyzer that was sure of its protocol and was then taken off.
///
/// Analyzers that fail before they are sure were only tried, and leave no row, as in Zeek.
final class AnalyzerLog {
    static final Schema SCHEMA =
            Schema.of(
                    "analyzer",
                    "ts time",
                    "analyzer_kind string",
                    "analyzer_name string",
                    "uid string",
                    "fuid string",
                    "id.orig_h addr",
                    "id.orig_p port",
                    "id.resp_h addr",
                    "id.resp_p port",
                    "proto enum",
                    "failure_reason string",
                    "failure_data string");

    /// Octets of `failure_data`: Zeek's `Analyzer::Logging::failure_data_max_size`.
    private static final int MOST_DATA = 40;

    private final LogFile log;
    private final Redactor redactor;
    private final ConnectionLocal<List<String>> confirmed = new ConnectionLocal<>();

    AnalyzerLog(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        events.on(AnalyzerConfirmation.class, this::onConfirmation)
                .on(AnalyzerFailed.class, this::onFailed);
    }

    private void onConfirmation(AnalyzerConfirmation e, Moment moment) {
        List<String> names = new ArrayList<>(confirmed.get(e.c(), List::of));
        names.add(e.atype());
        confirmed.set(e.c(), List.copyOf(names));
    }

    private void onFailed(AnalyzerFailed e, Moment moment) {
        List<String> names = new ArrayList<>(confirmed.get(e.c(), List::of));
        if (names.remove(e.atype())) {
            confirmed.set(e.c(), List.copyOf(names));
            write(e, moment);
        }
    }

    private void write(AnalyzerFailed e, Moment moment) {
        Connection c = e.c();
        // Masked before it is cut: half a secret is one, too.
        Bytes data = redactor.mask(c, e.data());
        log.begin()
                .time(moment.nanos())
                .name("protocol")
                .name(e.atype())
                .name(c.uid())
                .unset()
                .id(c.id())
                .name(c.id().proto().zeekName())
                .octets(redactor.mask(c, Bytes.ofLatin1(e.reason())))
                .octets(data.isEmpty() ? null : data.slice(0, Math.min(MOST_DATA, data.length())))
                .end();
    }
}
