package io.mailtap.log;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.event.FileInfo;
import io.mailtap.event.FileSink;
import io.mailtap.event.X509Event.X509Certificate;
import io.mailtap.event.X509Event.X509ExtSubjectAlternativeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The certificates of a handshake: their fingerprints in order, and whether the server's is for
/// the name that the client asked for.
final class SslCertificates {
    /// Certificates of a side whose fingerprints are kept.
    private static final int MOST_LISTED = 100;

    private static final int MOST_NAMES = 10_000;
    private static final String CERTIFICATE = "application/x-x509-";

    private final List<String> ofServer = new ArrayList<>();
    private final List<String> ofClient = new ArrayList<>();

    // The server's own certificate, and the names in it.
    private @Nullable FileInfo first;
    private @Nullable Bytes commonName;
    private @Nullable List<Bytes> names;

    /// Takes a fingerprint of each certificate, also of those that cannot be read.
    private final class Chain implements FileSink {
        private final List<String> fingerprints;
        private final OctetBuffer octets = new OctetBuffer();

        Chain(List<String> fingerprints) {
            this.fingerprints = fingerprints;
        }

        @Override
        public String name() {
            return "CHAIN";
        }

        @Override
        public void onData(ByteSlice data) {
            octets.append(data);
        }

        @Override
        public void onGap(long length) {}

        @Override
        public void onEnd() {
            if (fingerprints.size() < MOST_LISTED) {
                fingerprints.add(Fingerprint.sha256(octets.toBytes().toArray()));
            }
        }
    }

    void onFile(FileInfo f, @Nullable String mimeType) {
        if (mimeType != null && mimeType.startsWith(CERTIFICATE)) {
            f.add(new Chain(f.isOrig() ? ofClient : ofServer));
        }
    }

    void onCertificate(X509Certificate e) {
        if (!e.f().isOrig() && ofServer.isEmpty() && first == null) {
            first = e.f();
            commonName = e.cert().cn();
        }
    }

    void onNames(X509ExtSubjectAlternativeName e) {
        if (e.f() == first) {
            List<Bytes> dns = e.ext().dns();
            names = dns == null ? List.of() : dns.subList(0, Math.min(dns.size(), MOST_NAMES));
        }
    }

    void write(Row row, @Nullable Bytes wanted) {
        if (ofServer.isEmpty() && ofClient.isEmpty()) {
            row.unset().unset();
        } else {
            row.nameSet(ofServer).nameSet(ofClient);
        }
        if (wanted == null || first == null) {
            row.unset();
        } else {
            row.bool(matches(wanted.latin1()));
        }
    }

    /// Names count if there are any, even if none of them is a host's; otherwise the common name.
    private boolean matches(String wanted) {
        List<Bytes> all = names;
        if (all == null) {
            return commonName != null && HostName.matches(commonName.latin1(), wanted);
        }
        return all.stream().anyMatch(name -> HostName.matches(name.latin1(), wanted));
    }
}
