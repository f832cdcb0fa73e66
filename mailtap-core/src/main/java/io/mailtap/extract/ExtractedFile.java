package io.mailtap.extract;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.FileInfo;
import io.mailtap.event.FileInfo.Extracted;
import io.mailtap.event.FileSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One file on its way to the disk.
///
/// It is open only while a piece is written, so that any number may be in transfer at a time. It is
/// made anew, which neither follows a link nor touches what is there, and opened again without
/// following links.
final class ExtractedFile implements FileSink {
    /// Octets that are gathered before they are written.
    static final int PIECE_OCTETS = 64 * 1024;

    private static final int SMALLEST = 1024;
    private static final byte[] NOTHING = new byte[0];

    private final Extraction extraction;
    private final FileInfo file;
    private final Place place;
    private byte[] piece = NOTHING;
    private int length;
    // Where the piece begins in the file; holes count.
    private long position;
    private @Nullable String name;
    private boolean cut;
    private boolean failed;

    ExtractedFile(Extraction extraction, FileInfo file, String stem, String extension) {
        this.extraction = extraction;
        this.file = file;
        place = new Place(extraction.dir(), stem, extension);
    }

    @Override
    public String name() {
        return "EXTRACT";
    }

    private boolean isDone() {
        return cut || failed;
    }

    @Override
    public void onData(ByteSlice octets) {
        if (isDone()) {
            return;
        }
        int allowed = (int) Math.min(octets.length(), room());
        int at = 0;
        while (at < allowed && !failed) {
            int count = Math.min(PIECE_OCTETS - length, allowed - at);
            boolean mayGather = reserve(count);
            octets.copyTo(at, piece, length, count);
            length += count;
            at += count;
            if (length == PIECE_OCTETS || !mayGather) {
                write();
            }
        }
        cut = allowed < octets.length();
    }

    private long room() {
        long limit = extraction.limit();
        return limit == 0 ? Long.MAX_VALUE : limit - position - length;
    }

    /// Makes room in the piece. Answers whether more may be gathered.
    private boolean reserve(int count) {
        int wanted = Math.max(length + count, Math.max(SMALLEST, 2 * piece.length));
        return length + count > piece.length
                ? resize(Math.min(PIECE_OCTETS, wanted))
                : extraction.hasRoom();
    }

    private boolean resize(int size) {
        extraction.hold(size - piece.length);
        piece = size == 0 ? NOTHING : Arrays.copyOf(piece, size);
        return extraction.hasRoom();
    }

    @Override
    public void onGap(long missing) {
        if (isDone()) {
            return;
        }
        if (missing > room()) {
            cut = true;
        } else {
            write();
            position += missing;
        }
    }

    /// Writes the piece, and makes the file if there is none yet.
    private void write() {
        try (FileChannel channel = open()) {
            ByteBuffer octets = ByteBuffer.wrap(piece, 0, length);
            while (octets.hasRemaining()) {
                position += channel.write(octets, position);
            }
        } catch (IOException e) {
            failed = true;
            extraction.onFault(e);
        }
        length = 0;
        if (!extraction.hasRoom()) {
            resize(0);
        }
    }

    private FileChannel open() throws IOException {
        if (name == null) {
            FileChannel made = place.make();
            name = place.name();
            return made;
        }
        return FileChannel.open(place.path(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void onEnd() {
        if (!failed && (length > 0 || name == null)) {
            write();
        }
        resize(0);
        if (name != null) {
            if (!failed) {
                name = place.settle();
            }
            OptionalLong size = isDone() ? OptionalLong.of(position) : OptionalLong.empty();
            file.extracted(new Extracted(name, isDone(), size));
            extraction.onFile();
        }
    }
}
