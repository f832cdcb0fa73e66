package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.bytes.Bytes;
import io.mailtap.capture.CaptureException;
import io.mailtap.event.ConnectionEvent.NewConnection;
import io.mailtap.event.FileEvent.FileHash;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.Pop3Event.Pop3LoginFailure;
import io.mailtap.event.Pop3Event.Pop3LoginSuccess;
import io.mailtap.event.Pop3Event.Pop3Reply;
import io.mailtap.event.Pop3Event.Pop3Request;
import io.mailtap.event.Pop3Event.Pop3Starttls;
import io.mailtap.event.SmtpEvent.SmtpReply;
import io.mailtap.event.SmtpEvent.SmtpRequest;
import io.mailtap.event.SmtpEvent.SmtpStarttls;
import io.mailtap.net.Connection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts what a load holds, from events alone. Names are those of the loads' truth.
final class LoadCounts {
    private static final Map<Integer, String> KINDS =
            Map.of(25, "smtp", 587, "smtp", 110, "pop3", 80, "http", 443, "tls", 53, "dns");

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, String> mechanisms = new HashMap<>();

    // the latest of POP3, by connection
    private final Map<String, String> commands = new HashMap<>();

    private LoadCounts() {}

    static Map<String, Long> of(Path capture) throws CaptureException {
        LoadCounts counts = new LoadCounts();
        Engine engine = Engine.builder().mailFiles(true).build();
        engine.events()
                .on(NewConnection.class, counts::connection)
                .on(SmtpRequest.class, counts::smtpRequest)
                .on(SmtpReply.class, counts::smtpReply)
                .on(SmtpStarttls.class, (SmtpStarttls _) -> counts.add("smtp starttls", 1))
                .on(Pop3Request.class, counts::pop3Request)
                .on(Pop3Reply.class, counts::pop3Reply)
                .on(Pop3Starttls.class, (Pop3Starttls _) -> counts.add("pop3 stls", 1))
                .on(Pop3LoginSuccess.class, (Pop3LoginSuccess e) -> counts.login(e.c(), "ok"))
                .on(Pop3LoginFailure.class, (Pop3LoginFailure e) -> counts.login(e.c(), "failed"))
                .on(FileStateRemove.class, counts::file)
                .on(FileHash.class, counts::hash);
        engine.read(capture);
        engine.close();
        return counts.counts;
    }

    private void add(String what, long count) {
        counts.merge(what, count, Long::sum);
    }

    private void connection(NewConnection e) {
        add("connections " + KINDS.get(e.c().id().respP()), 1);
    }

    private void smtpRequest(SmtpRequest e) {
        String command = e.command().ascii();
        switch (command) {
            case "AUTH_ANSWER" -> add("smtp auth answers", 1);
            case "." -> {} // by their replies: see below
            default -> add("smtp command " + command, 1);
        }
        if (command.equals("AUTH")) {
            mechanisms.put(e.c().uid(), firstWord(e.arg()));
        }
    }

    private static String firstWord(Bytes text) {
        return text.ascii().strip().split(" ")[0].toUpperCase(Locale.ROOT);
    }

    private void smtpReply(SmtpReply e) {
        add("smtp reply lines", 1);
        if (e.contResp()) {
            return;
        }
        add("smtp reply " + e.code(), 1);
        if (e.cmd().ascii().equals(".")) {
            // A client that vanishes behind the dot of a line has sent no end mark, though its
            // last octet is a line to Zeek and to us. Nobody answers it.
            add("smtp end marks", 1);
        }
        if (e.code() == 235 || e.code() == 535) {
            String outcome = e.code() == 235 ? "ok " : "failed ";
            add("smtp login " + outcome + mechanisms.get(e.c().uid()), 1);
        }
    }

    private void pop3Request(Pop3Request e) {
        String command = e.command().ascii();
        add("pop3 command " + command, 1);
        commands.put(e.c().uid(), command);
        if (command.equals("AUTH")) {
            mechanisms.put(e.c().uid(), firstWord(e.arg()));
        } else if (command.equals("USER") || command.equals("APOP")) {
            mechanisms.put(e.c().uid(), command);
        }
    }

    private void pop3Reply(Pop3Reply e) {
        add("pop3 reply " + e.cmd().ascii(), 1);
    }

    private void login(Connection c, String outcome) {
        add("pop3 login " + outcome + " " + mechanisms.get(c.uid()), 1);
    }

    /// Counts whole mails. What TOP shows of one is none; the generator never pipelines TOP.
    private void file(FileStateRemove e) {
        FileInfo f = e.f();
        boolean isTop = "TOP".equals(commands.get(e.c().uid()));
        boolean isMail = "message/rfc822".equals(f.mimeType());
        if (isMail && f.depth() == 0 && f.totalBytes().isPresent() && !isTop) {
            String protocol = f.source().toLowerCase(Locale.ROOT);
            add(protocol + " mails", 1);
            add(protocol + " mail bytes", f.totalBytes().getAsLong());
        }
    }

    private void hash(FileHash e) {
        if (e.f().depth() != 0 && e.f().filename() != null) {
            String protocol = e.f().source().toLowerCase(Locale.ROOT);
            add("attachment " + protocol + " " + e.hash().hex(), 1);
        }
    }
}
