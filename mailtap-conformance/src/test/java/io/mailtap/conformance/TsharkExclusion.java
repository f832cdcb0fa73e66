package io.mailtap.conformance;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Sessions in which tshark is not followed, each with the reason. One that excludes nothing any
/// more is a fault of its own.
final class TsharkExclusion {
    private static final Map<String, String> REASONS =
            Map.of(
                    "mercury/capture2.pcap 10.42.0.129:",
                    "the beginnings of these connections were not captured, as Zeek has it too",
                    "mercury/capture2.pcap 10.6.9.137:",
                    "captured on both sides of what changes sequence numbers; Zeek sees what we see",
                    "ndpi/ossfuzz_seed_fake_traces_1.pcapng 192.168.1.128:",
                    "the beginnings of these connections were not captured",
                    "ndpi/tls_missing_ch_frag.pcap 192.168.0.1:",
                    "the beginning of the connection and a part of the client hello are missing",
                    "zeek/tls_imap-starttls.pcap 192.168.17.53:",
                    "IMAP is not analysed",
                    "zeek/tls_tls-fragmented-handshake.pcap.gz 192.168.6.86:",
                    "tshark does not put a certificate message of 340 KB together, Zeek and we do",
                    "arkime/arkime_synthetic.pcap 10.9.19.1:",
                    "tshark reads a version out of an extension that has no octets");

    private final Set<String> used = new HashSet<>();

    boolean excludes(String capture, String id) {
        for (String begin : REASONS.keySet()) {
            if ((capture + " " + id).startsWith(begin)) {
                used.add(begin);
                return true;
            }
        }
        return false;
    }

    Set<String> unused() {
        Set<String> rest = new TreeSet<>(REASONS.keySet());
        rest.removeAll(used);
        return rest;
    }
}
