package io.mailtap.analyzer.tls;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.net.Direction;

/// Cuts one direction's octets into records.
///
/// The header is looked at as soon as it is there; the record when all of it is. A record that lies
/// in one piece is handed on where it lies; of kinds whose content says nothing, only the octets
/// are counted.
final class RecordReader {
    private static final int HEADER_OCTETS = 5;
    private static final int HEADER_COMES = -1;

    /// Octets of the header in front of a hello in the form of SSL 2: its length.
    private static final int OLD_HEADER_OCTETS = 2;

    private final TlsAnalyzer analyzer;
    private final Direction from;
    private final OctetBuffer held = new OctetBuffer();
    private final ByteSlice window = new ByteSlice();
    private int type;
    private int version;
    private int length;
    private int left = HEADER_COMES;
    private boolean oldHello;
    private long taken;

    RecordReader(TlsAnalyzer analyzer, Direction from) {
        this.analyzer = analyzer;
        this.from = from;
    }

    /// {@return octets up to the end of the header, or of the record, last looked at}
    long taken() {
        return taken;
    }

    /// {@return octets that wait for the rest of their record}
    int held() {
        return held.length();
    }

    void onData(ByteSlice data) {
        int at = 0;
        while (at < data.length() && !analyzer.isStopped()) {
            at = left == HEADER_COMES ? header(data, at) : body(data, at);
        }
    }

    private int header(ByteSlice data, int at) {
        int count = Math.min(HEADER_OCTETS - held.length(), data.length() - at);
        held.append(data, at, count);
        if (held.length() == HEADER_OCTETS) {
            taken += HEADER_OCTETS;
            onHeader(held.view(window));
        }
        return at + count;
    }

    private void onHeader(ByteSlice header) {
        oldHello = analyzer.isOldHello(header);
        if (oldHello) {
            left = Math.max(1, OLD_HEADER_OCTETS + (header.u16(0) & 0x7fff) - HEADER_OCTETS);
            length = left;
            return; // what was taken for a header is part of the message
        }
        type = header.u8(0);
        version = header.u16(1);
        length = header.u16(3);
        left = length == 0 ? HEADER_COMES : length;
        analyzer.onHeader(header);
        held.clear();
    }

    private int body(ByteSlice data, int at) {
        int count = Math.min(left, data.length() - at);
        left -= count;
        boolean gathered = oldHello || ContentType.isRead(type);
        if (left > 0) {
            held.append(data, at, gathered ? count : 0);
            return at + count;
        }
        left = HEADER_COMES;
        taken += length;
        if (oldHello) {
            oldHello = false;
            held.append(data, at, count);
            held.view(window);
            analyzer.onOldHello(from, window.slice(OLD_HEADER_OCTETS, window.length()));
            held.clear();
        } else if (!gathered) {
            analyzer.onRecord(from, type, version, length, window.clear());
        } else if (held.isEmpty()) {
            analyzer.onRecord(from, type, version, length, window.pointAt(data, at, count));
        } else {
            held.append(data, at, count);
            analyzer.onRecord(from, type, version, length, held.view(window));
            held.clear();
        }
        return at + count;
    }
}
