package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailed;
import io.mailtap.event.AnalyzerEvent.AnalyzerViolation;
import io.mailtap.event.Events;
import io.mailtap.event.Moment;
import io.mailtap.net.Connection;

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

    // Whether the analyzer that has reported a violation had confirmed itself. If the violation
    // made it fail, which is said next, the connection knows nothing of it any more.
    private boolean wasConfirmed;

    AnalyzerLog(LogFile log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    void attach(Events events) {
        events.on(AnalyzerViolation.class, (AnalyzerViolation e) -> onViolation(e))
                .on(AnalyzerFailed.class, this::onFailed);
    }

    private void onViolation(AnalyzerViolation e) {
        wasConfirmed = e.c().service().contains(e.atype());
    }

    private void onFailed(AnalyzerFailed e, Moment moment) {
        if (wasConfirmed) {
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
