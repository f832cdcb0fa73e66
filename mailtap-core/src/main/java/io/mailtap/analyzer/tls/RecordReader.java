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

    private final TlsAnalyzer analyzer;
    private final Direction from;
    private final OctetBuffer held = new OctetBuffer();
    private final ByteSlice window = new ByteSlice();
    private int type;
    private int version;
    private int length;
    private int left = HEADER_COMES;
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
            held.view(window);
            type = window.u8(0);
            version = window.u16(1);
            length = window.u16(3);
            taken += HEADER_OCTETS;
            left = length == 0 ? HEADER_COMES : length;
            analyzer.onHeader(window);
            held.clear();
        }
        return at + count;
    }

    private int body(ByteSlice data, int at) {
        int count = Math.min(left, data.length() - at);
        left -= count;
        boolean gathered = ContentType.isRead(type);
        if (left > 0) {
            held.append(data, at, gathered ? count : 0);
            return at + count;
        }
        left = HEADER_COMES;
        taken += length;
        if (!gathered) {
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
