package io.mailtap.loads;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Octets to be sent, in pieces that may be shared: a mail of many megabytes is a few lines of its
/// own and a reference to its attachment.
final class Content {
    /// Part of an array that nobody changes any more.
    private record Piece(byte[] octets, int from, int length) {}

    static final Content EMPTY = new Builder().build();

    private final Piece[] pieces;
    private final long[] ends;

    private Content(List<Piece> pieces) {
        this.pieces = pieces.toArray(Piece[]::new);
        ends = new long[this.pieces.length];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += this.pieces[i].length;
            ends[i] = end;
        }
    }

    static Content of(String ascii) {
        byte[] octets = Text.ascii(ascii);
        return new Content(List.of(new Piece(octets, 0, octets.length)));
    }

    static Content of(byte[] octets, int from, int length) {
        return new Content(List.of(new Piece(octets, from, length)));
    }

    long length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    void copy(long from, int length, byte[] to, int at) {
        long position = from;
        int copied = 0;
        for (int i = pieceAt(from); copied < length; i++) {
            Piece piece = pieces[i];
            int skipped = (int) (position - (ends[i] - piece.length));
            int part = Math.min(length - copied, piece.length - skipped);
            System.arraycopy(piece.octets, piece.from + skipped, to, at + copied, part);
            copied += part;
            position += part;
        }
    }

    private int pieceAt(long position) {
        if (ends.length == 0 || position < ends[0]) {
            return 0;
        }
        int found = Arrays.binarySearch(ends, position);
        return found < 0 ? -found - 1 : found + 1;
    }

    String sha256() {
        MessageDigest digest = Text.sha256();
        for (Piece piece : pieces) {
            digest.update(piece.octets, piece.from, piece.length);
        }
        return Text.hex(digest.digest());
    }

    /// Puts pieces behind each other; none of them is empty.
    static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();
        private long length;

        Builder add(String ascii) {
            return add(Text.ascii(ascii));
        }

        Builder add(byte[] octets) {
            return add(new Piece(octets, 0, octets.length));
        }

        Builder add(Content content) {
            for (Piece piece : content.pieces) {
                add(piece);
            }
            return this;
        }

        /// Adds what `content` holds from `from` to before `to`.
        Builder add(Content content, long from, long to) {
            long start = 0;
            for (Piece piece : content.pieces) {
                int skipped = Math.clamp(from - start, 0, piece.length);
                int end = Math.clamp(to - start, skipped, piece.length);
                add(new Piece(piece.octets, piece.from + skipped, end - skipped));
                start += piece.length;
            }
            return this;
        }

        private Builder add(Piece piece) {
            if (piece.length > 0) {
                pieces.add(piece);
                length += piece.length;
            }
            return this;
        }

        long length() {
            return length;
        }

        Content build() {
            return new Content(pieces);
        }
    }
}
