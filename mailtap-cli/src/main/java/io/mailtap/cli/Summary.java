package io.mailtap.cli;

import io.mailtap.Statistics;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.MimeEvent.MimeBeginEntity;
import io.mailtap.event.MimeEvent.MimeEndEntity;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.WeirdEvent;
import io.mailtap.net.ConnectionLocal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Counts what people want to know first, and says it in a few lines.
final class Summary {
    private static final Bytes AUTH = Bytes.of("AUTH");
    private static final Bytes AUTH_ANSWER = Bytes.of("AUTH_ANSWER");

    private static final class Depth {
        private int entities;
    }

    private final ConnectionLocal<Depth> depths = new ConnectionLocal<>();
    private final List<Counts> counts = new ArrayList<>();

    /// What one engine has seen; counted on its thread.
    private static final class Counts {
        private long mails;
        private long files;
        private long loginsOk;
        private long loginsFailed;
        private long weirds;

        /// Certificates are not counted: they are no files of mails.
        private void onFile(FileStateRemove e) {
            if (!e.f().source().equals("SSL")) {
                files++;
            }
        }

        /// SMTP has no login events: the last reply of a SASL dialogue tells.
        private void onReply(SmtpReply reply) {
            boolean ok = reply.code() == 235;
            if ((ok || reply.code() == 535) && !reply.contResp() && isToAuth(reply.cmd())) {
                loginsOk += ok ? 1 : 0;
                loginsFailed += ok ? 0 : 1;
            }
        }

        private static boolean isToAuth(Bytes cmd) {
            return cmd.equals(AUTH) || cmd.equals(AUTH_ANSWER);
        }
    }

    /// Counts what an engine sees; to be called for each.
    void attach(Events events) {
        Counts count = new Counts();
        counts.add(count);
        events.on(
                        MimeBeginEntity.class,
                        (MimeBeginEntity e) -> {
                            if (depths.get(e.c(), Depth::new).entities++ == 0) {
                                count.mails++;
                            }
                        })
                .on(
                        MimeEndEntity.class,
                        (MimeEndEntity e) -> depths.get(e.c(), Depth::new).entities--)
                .on(FileStateRemove.class, (FileStateRemove e) -> count.onFile(e))
                .on(Pop3LoginSuccess.class, (Pop3LoginSuccess _) -> count.loginsOk++)
                .on(Pop3LoginFailure.class, (Pop3LoginFailure _) -> count.loginsFailed++)
                .on(SmtpReply.class, count::onReply)
                .on(WeirdEvent.class, (WeirdEvent _) -> count.weirds++);
    }

    private String sum(ToLongFunction<Counts> what) {
        return Units.number(counts.stream().mapToLong(what).sum());
    }

    void print(PrintWriter err, Statistics seen, Map<Path, Long> rows, long nanos) {
        line(
                err,
                "packets",
                Units.number(seen.packets()) + " (" + Units.octets(seen.octets()) + ")");
        line(err, "connections", Units.number(seen.connections()));
        line(err, "mails", sum(count -> count.mails));
        line(err, "files", sum(count -> count.files));
        line(
                err,
                "logins",
                sum(count -> count.loginsOk)
                        + " ok, "
                        + sum(count -> count.loginsFailed)
                        + " failed");
        line(err, "weirds", sum(count -> count.weirds));
        line(err, "time", String.format(Locale.ROOT, "%.2f s", nanos / 1e9));
        rows.forEach((file, count) ->
                line(err, file.toString(), Units.number(count) + (count == 1 ? " row" : " rows")));
        if (rows.isEmpty()) {
            err.println("no logs: there was nothing to write");
        }
        err.flush();
    }

    static void line(PrintWriter err, String name, String value) {
        err.println(String.format(Locale.ROOT, "%-28s %s", name, value));
    }
}
