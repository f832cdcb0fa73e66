package io.mailtap.extract;

import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileSniff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes the files of mails into a directory.
///
/// ```
/// Extraction extraction = Extraction.into(Path.of("files")).types("application/*");
/// extraction.attach(engine.events());
/// ```
///
/// A file is named by its identifier and the type that its content shows, as in
/// `FmhVOu2vyqUcrF8Pwa.pdf`; whole mails end in `.eml`. Types that might be run or rendered by a
/// careless click get `.txt` or `.bin`. Nothing that exists is overwritten: identifiers are the
/// same in every run, so if there is a file of that name with the same content it stands for the
/// new one, and if its content is another the new one gets a number, as in
/// `FmhVOu2vyqUcrF8Pwa-2.pdf`. Missing octets leave a hole, as long as they were on the wire.
///
/// What cannot be written is counted, and does not disturb the analysis. One extraction may serve
/// several engines on as many threads.
public final class Extraction {
    /// Octets of a file that are written unless told otherwise: Zeek's limit.
    public static final long DEFAULT_LIMIT = 104_857_600;

    /// Octets that all files together may hold on their way to the disk; beyond, they are written
    /// in smaller pieces.
    static final long MOST_HELD = 64 * 1024 * 1024;

    private final Path dir;
    private long limit = DEFAULT_LIMIT;
    private final List<TypePattern> types = new ArrayList<>();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicReference<@Nullable IOException> firstFault = new AtomicReference<>();

    private Extraction(Path dir) {
        this.dir = dir;
    }

    /// {@return an extraction of all files}
    ///
    /// @param dir made when the first file is written
    public static Extraction into(Path dir) {
        return new Extraction(dir);
    }

    /// Sets how many octets of a file are written at most, holes included.
    ///
    /// @param octets 0 if there is no limit
    /// @return this
    /// @throws IllegalArgumentException if negative
    public Extraction limit(long octets) {
        if (octets < 0) {
            throw new IllegalArgumentException("not a number of octets: " + octets);
        }
        limit = octets;
        return this;
    }

    /// Extracts only files of certain types; more calls add more types.
    ///
    /// A file of unknown type counts as `application/octet-stream`.
    ///
    /// @param pattern as in `image/png`, `application/*`, `*`; `?` stands for one character
    /// @return this
    /// @throws IllegalArgumentException for what no type could look like
    public Extraction types(String pattern) {
        types.add(TypePattern.of(pattern));
        return this;
    }

    /// Extracts what an engine finds. Several engines may be attached.
    ///
    /// @param events those of an engine that has not been fed yet
    public void attach(Events events) {
        events.on(FileSniff.class, this::onType);
    }

    private void onType(FileSniff e) {
        String type = e.mimeType() == null ? TypePattern.UNKNOWN : e.mimeType();
        if (types.isEmpty() || types.stream().anyMatch(pattern -> pattern.matches(type))) {
            e.f().add(new ExtractedFile(this, e.f(), e.f().id(), Extensions.of(type)));
        }
    }

    /// {@return how many files have been written, or were there already}
    public long files() {
        return files.get();
    }

    /// {@return how many files could not be written, or not whole, for want of room or right}
    public long faults() {
        return faults.get();
    }

    /// {@return what went wrong first}
    public Optional<IOException> firstFault() {
        return Optional.ofNullable(firstFault.get());
    }

    Path dir() {
        return dir;
    }

    long limit() {
        return limit;
    }

    void onFile() {
        files.incrementAndGet();
    }

    void onFault(IOException fault) {
        firstFault.compareAndSet(null, fault);
        faults.incrementAndGet();
    }

    /// Takes note of memory taken, or given back if negative.
    void hold(long octets) {
        held.addAndGet(octets);
    }

    boolean hasRoom() {
        return held.get() <= MOST_HELD;
    }
}
