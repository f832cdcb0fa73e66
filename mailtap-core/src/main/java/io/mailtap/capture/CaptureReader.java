package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Reads the frames of one capture: pcap or pcapng, plain, gzip, or any compression that a
/// [StreamDecompressor] knows.
///
/// ```
/// try (CaptureReader reader = CaptureReader.open(file)) {
///     Frame frame = new Frame();
///     while (reader.next(frame)) {
///         engine.packet(frame);
///     }
/// }
/// ```
public final class CaptureReader implements Closeable {
    private final String name;
    private final CountedStream stored;
    private final Input input;
    private final FrameFormat format;
    private long packets;

    // Damage behind frames that have been given.
    private @Nullable CaptureException fault;

    private CaptureReader(String name, CountedStream stored, Input input, FrameFormat format) {
        this.name = name;
        this.stored = stored;
        this.input = input;
        this.format = format;
    }

    /// Opens a file.
    ///
    /// @param file pcap or pcapng
    /// @return its reader
    /// @throws CaptureException if it cannot be read, is empty, or is neither
    public static CaptureReader open(Path file) throws CaptureException {
        try {
            return open(Files.newInputStream(file), file.toString());
        } catch (CaptureException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw wrapped(file.toString(), "no such file", e);
        } catch (AccessDeniedException e) {
            throw wrapped(file.toString(), "permission denied", e);
        } catch (IOException e) {
            throw wrapped(file.toString(), "cannot be opened: " + e.getMessage(), e);
        }
    }

    /// Opens a stream.
    ///
    /// @param stream pcap or pcapng from its beginning; closed with the reader, and when this fails
    /// @param name what errors call it
    /// @return its reader
    /// @throws CaptureException if it cannot be read, is empty, or is neither
    public static CaptureReader open(InputStream stream, String name) throws CaptureException {
        CountedStream stored = new CountedStream(stream);
        Input input = null;
        try {
            input = input(stored, name);
            return new CaptureReader(name, stored, input, format(input));
        } catch (IOException e) {
            close(input == null ? stream : input, e);
            throw e instanceof CaptureException fault
                    ? fault
                    : wrapped(name, "cannot be read: " + reason(e), e);
        }
    }

    private static void close(Closeable opened, IOException fault) {
        try {
            opened.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    private static String reason(IOException fault) {
        String message = fault.getMessage();
        return message != null
                ? message
                : fault instanceof EOFException ? "it is cut off" : fault.toString();
    }

    private static CaptureException wrapped(String name, String reason, IOException cause) {
        CaptureException fault = new CaptureException(name, 0, reason);
        fault.initCause(cause);
        return fault;
    }

    private static Input input(InputStream stream, String name) throws IOException {
        PushbackInputStream probed =
                new PushbackInputStream(stream, StreamDecompressor.PROBE_OCTETS);
        byte[] first = probed.readNBytes(StreamDecompressor.PROBE_OCTETS);
        probed.unread(first);
        if (first.length >= 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b) {
            return new Input(new GzipStream(probed), name, true);
        }
        if (first.length >= 4 && PcapFormat.isMagic(ByteSlice.of(first).u32(0))) {
            return new Input(probed, name, false);
        }
        for (StreamDecompressor known : ServiceLoader.load(StreamDecompressor.class)) {
            if (known.recognizes(first)) {
                return new Input(known.decompress(probed), name, true);
            }
        }
        if (first.length >= 4 && ByteSlice.of(first).u32Le(0) == 0xfd2f_b528L) {
            throw new CaptureException(
                    name,
                    0,
                    "is compressed with zstd, for which no decompressor is on the class path:"
                            + " use the mailtap command, or decompress it first (zstd -d)");
        }
        return new Input(probed, name, false);
    }

    private static FrameFormat format(Input input) throws CaptureException {
        if (!input.have(4)) {
            String reason = input.available() == 0 ? "is empty" : "is not a pcap or pcapng file";
            throw input.damage(0, reason);
        }
        ByteSlice magic = input.peek(new ByteSlice(), 4);
        if (magic.u32(0) == PcapngFormat.SECTION_HEADER) {
            return new PcapngFormat(input);
        }
        if (PcapFormat.isMagic(magic.u32(0))) {
            return PcapFormat.open(input, false, magic.u32(0));
        }
        if (PcapFormat.isMagic(magic.u32Le(0))) {
            return PcapFormat.open(input, true, magic.u32Le(0));
        }
        throw input.damage(0, "is not a pcap or pcapng file");
    }

    /// Reads the next frame.
    ///
    /// @param frame is filled, until the next call
    /// @return false at the end of the capture
    /// @throws CaptureException where the capture is damaged; nothing more can be read then
    public boolean next(Frame frame) throws CaptureException {
        throwFault();
        boolean more = format.next(frame);
        packets += more ? 1 : 0;
        return more;
    }

    /// Reads the next frames, as many as there are without moving the octets of the first: for
    /// those who profit from seeing what comes.
    ///
    /// @param frames are filled from the first on, until the next call
    /// @return how many were filled; 0 at the end of the capture
    /// @throws CaptureException where the capture is damaged, after the frames before it were given
    public int next(Frame[] frames) throws CaptureException {
        int count = next(frames[0]) ? 1 : 0;
        while (count > 0 && count < frames.length && format.isNextAtHand()) {
            try {
                if (!next(frames[count])) {
                    return count;
                }
                count++;
            } catch (CaptureException e) {
                fault = e;
                return count;
            }
        }
        return count;
    }

    private void throwFault() throws CaptureException {
        CaptureException kept = fault;
        if (kept != null) {
            fault = null;
            throw kept;
        }
    }

    /// {@return the name under which it was opened}
    public String name() {
        return name;
    }

    /// {@return frames read so far}
    public long packets() {
        return packets;
    }

    /// {@return octets of the uncompressed capture read so far}
    public long octetsRead() {
        return input.offset();
    }

    /// {@return octets read so far as they are stored: of the compressed file, if it is compressed}
    public long storedOctetsRead() {
        return stored.count();
    }

    @Override
    public void close() throws CaptureException {
        try {
            input.close();
        } catch (IOException e) {
            throw wrapped(name, "cannot be closed: " + e.getMessage(), e);
        }
    }
}
