package io.mailtap.stream;

import io.mailtap.net.EndpointState;

/// Zeek's one-word summary of a TCP connection (`conn_state`), the first rule that fits.
final class ConnectionState {
    private ConnectionState() {}

    static String of(TcpEndpoint orig, TcpEndpoint resp, FlowHistory flow) {
        EndpointState from = orig.state;
        EndpointState to = resp.state;
        if (to == EndpointState.RESET) {
            return ofRefused(orig, resp);
        }
        if (from == EndpointState.RESET) {
            if (!resp.isSilent()) {
                return "RSTO";
            }
            return isBareReset(flow.history()) ? "RSTOS0" : "OTH";
        }
        if (from == EndpointState.CLOSED) {
            return to == EndpointState.CLOSED ? "SF" : resp.isSilent() ? "SH" : "S2";
        }
        if (to == EndpointState.CLOSED) {
            return orig.isSilent() ? "SHR" : "S3";
        }
        if (from == EndpointState.SYN_SENT && to == EndpointState.INACTIVE) {
            return "S0";
        }
        return from == EndpointState.ESTABLISHED && to == EndpointState.ESTABLISHED ? "S1" : "OTH";
    }

    private static String ofRefused(TcpEndpoint orig, TcpEndpoint resp) {
        return switch (orig.state) {
            case SYN_SENT, SYN_ACK_SENT -> "REJ";
            case RESET -> orig.size() == 0 && resp.size() == 0 ? "REJ" : "RSTR";
            case INACTIVE, PARTIAL -> "RSTRH";
            case ESTABLISHED, CLOSED -> "RSTR";
        };
    }

    /// Whether the originator sent SYN and RST and nothing else in between.
    private static boolean isBareReset(String history) {
        int start = history.startsWith("^") ? 1 : 0;
        int reset = history.indexOf('R', start);
        if (reset < 0 || !history.startsWith("S", start)) {
            return false;
        }
        for (int i = start + 1; i < reset; i++) {
            if ("AFGHIQ".indexOf(history.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
