package io.mailtap.conformance;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// The differences from Zeek in TLS that are meant: one constant for each entry of
/// docs/zeek-differences.md. A rule takes out of the two lists exactly what it explains.
enum TlsDifference {
    /// TLS behind STARTTLS of IMAP, which is not analysed.
    TLS_WITHIN_OTHER_PROTOCOLS {
        @Override
        int explain(String capture, List<String> zeek, List<String> ours) {
            return capture.equals("zeek/tls_imap-starttls.pcap") ? takeAll(zeek) : 0;
        }
    },
    /// DTLS, which runs over UDP.
    DTLS_NOT_READ {
        @Override
        int explain(String capture, List<String> zeek, List<String> ours) {
            return take(
                    zeek,
                    line ->
                            line.contains("version=65277")
                                    || line.startsWith("10.0.29.100:54341>10.0.29.1:5684 {ts")
                                    || line.startsWith("10.20.17.100:49900>10.20.17.1:443 {ts"));
        }
    },
    /// Certificates are known by what was sent, not by how OpenSSL would write it.
    FINGERPRINT_OF_WHAT_WAS_SENT {
        @Override
        int explain(String capture, List<String> zeek, List<String> ours) {
            return pairs(
                    zeek,
                    ours,
                    line ->
                            line.replace(
                                    "17e82c76564443c3780c7a2f6c28f319d234f7e4fa6f1863f084e3e6447a12b1",
                                    "f4576088c7406a7a837953f77c361c4c54aa017bb9ad2097756e37ecac5742f6"));
        }
    },
    /// Offsets of times in certificates are hours and minutes.
    CERTIFICATE_TIME_OFFSETS {
        @Override
        int explain(String capture, List<String> zeek, List<String> ours) {
            return pairs(
                    zeek,
                    ours,
                    line ->
                            line.replace(
                                    "not_valid_after=1768477920.000000",
                                    "not_valid_after=1768507200.000000"));
        }
    },
    /// Times are rounded to the microsecond from what the capture says.
    NANOSECONDS_ROUNDED {
        @Override
        int explain(String capture, List<String> zeek, List<String> ours) {
            return pairs(
                    zeek,
                    ours,
                    line ->
                            line.replace("ts=1656949469.305633", "ts=1656949469.305634")
                                    .replace("ts=1656949469.305720", "ts=1656949469.305721"));
        }
    };

    /// Takes out what this difference explains.
    ///
    /// @param zeek what only Zeek has
    /// @param ours what only we have
    /// @return how many lines were taken out of both
    abstract int explain(String capture, List<String> zeek, List<String> ours);

    private static int takeAll(List<String> lines) {
        return take(lines, _ -> true);
    }

    private static int take(List<String> lines, java.util.function.Predicate<String> is) {
        int before = lines.size();
        lines.removeIf(is);
        return before - lines.size();
    }

    /// Takes out lines of Zeek's that are ours when `corrected`.
    private static int pairs(
            List<String> zeek, List<String> ours, UnaryOperator<String> corrected) {
        int before = zeek.size();
        zeek.removeIf(line -> {
            String other = corrected.apply(line);
            return !other.equals(line) && ours.remove(other);
        });
        return 2 * (before - zeek.size());
    }

    String heading() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
