package io.mailtap.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What tshark says of the TLS sessions in a capture.
final class TsharkSessions {
    private static final List<String> FIELDS =
            List.of(
                    "ip.src",
                    "ipv6.src",
                    "tcp.srcport",
                    "ip.dst",
                    "ipv6.dst",
                    "tcp.dstport",
                    "tls.handshake.type",
                    "tls.handshake.version",
                    "tls.handshake.extensions.supported_version",
                    "tls.handshake.ciphersuite",
                    "tls.handshake.extensions_server_name",
                    "tls.handshake.session_id",
                    "tls.handshake.extension.type",
                    "tls.handshake.certificate",
                    "tls.handshake.ja3",
                    "tls.handshake.ja3s");
    private static final String KEY_OF_BEFORE = "41";

    /// One session, as far as it could be told. Empty is unknown.
    static final class Session {
        String version = "";
        String cipher = "";
        String serverName = "";
        String sessionId = "";
        boolean resumed;
        boolean hasServer;
        final List<String> serverCertificates = new ArrayList<>();
        final List<String> clientCertificates = new ArrayList<>();
        String ja3 = "";
        String ja3s = "";

        @Override
        public String toString() {
            return "version=%s cipher=%s server_name=%s resumed=%s certificates=%s client=%s ja3=%s ja3s=%s"
                    .formatted(
                            version,
                            cipher,
                            serverName,
                            resumed,
                            serverCertificates,
                            clientCertificates,
                            ja3,
                            ja3s);
        }
    }

    private final Map<String, Session> sessions = new TreeMap<>();

    private TsharkSessions() {}

    static boolean isThere() {
        try {
            Process process =
                    new ProcessBuilder("tshark", "--version").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// {@return the sessions by their endpoints, client first}
    static Map<String, Session> of(Path capture) throws IOException {
        TsharkSessions all = new TsharkSessions();
        List<String> command =
                new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-o"));
        command.addAll(List.of("tcp.reassemble_out_of_order:TRUE", "-Y", "tls.handshake && tcp"));
        command.addAll(List.of("-T", "fields", "-E", "separator=;"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.frame(line.split(";", -1));
            }
        }
        return all.sessions;
    }

    /// A frame may hold a hello and more; of addresses in tunnels the innermost count.
    private void frame(String[] values) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            List<String> all = values[i].isEmpty() ? List.of() : List.of(values[i].split(",", -1));
            fields.put(FIELDS.get(i), all);
        }
        String from = endpoint(fields, "src", "tcp.srcport");
        String to = endpoint(fields, "dst", "tcp.dstport");
        List<String> types = fields.get("tls.handshake.type");
        if (types.contains("1")) {
            clientHello(sessions.computeIfAbsent(from + ">" + to, _ -> new Session()), fields);
        }
        if (types.contains("2")) {
            serverHello(sessions.computeIfAbsent(to + ">" + from, _ -> new Session()), fields);
        }
        for (String certificate : fields.get("tls.handshake.certificate")) {
            Session ofClient = sessions.get(from + ">" + to);
            Session ofServer = sessions.get(to + ">" + from);
            if (ofClient != null) {
                ofClient.clientCertificates.add(sha256(certificate));
            } else if (ofServer != null) {
                ofServer.serverCertificates.add(sha256(certificate));
            }
        }
    }

    private static String endpoint(Map<String, List<String>> fields, String side, String port) {
        List<String> v4 = fields.get("ip." + side);
        List<String> v6 = fields.get("ipv6." + side);
        String address = v4.isEmpty() ? v6.getLast() : v4.getLast();
        return address + ":" + fields.get(port).getLast();
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static void clientHello(Session session, Map<String, List<String>> fields) {
        if (session.ja3.isEmpty()) {
            session.ja3 = first(fields.get("tls.handshake.ja3"));
            session.serverName = first(fields.get("tls.handshake.extensions_server_name"));
        }
        session.sessionId = first(fields.get("tls.handshake.session_id"));
    }

    private static void serverHello(Session session, Map<String, List<String>> fields) {
        List<String> chosen = fields.get("tls.handshake.extensions.supported_version");
        String outer = first(fields.get("tls.handshake.version"));
        String sessionId = first(fields.get("tls.handshake.session_id"));
        session.version = chosen.isEmpty() ? outer : chosen.getLast();
        session.cipher = fields.get("tls.handshake.ciphersuite").getLast();
        if (session.ja3s.isEmpty()) {
            session.ja3s = first(fields.get("tls.handshake.ja3s"));
        }
        boolean echoed = !sessionId.isEmpty() && sessionId.equals(session.sessionId);
        boolean keyOfBefore = fields.get("tls.handshake.extension.type").contains(KEY_OF_BEFORE);
        session.hasServer = true;
        session.resumed = keyOfBefore || echoed && chosen.isEmpty();
    }

    private static String sha256(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return HexFormat.of().formatHex(RecordedEntity.sha256().digest(octets));
    }
}
