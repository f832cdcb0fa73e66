package io.mailtap.extract;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where a file is written: `STEM.EXTENSION`, or with a number if there is one of that name.
final class Place {
    /// Files of one stem.
    static final int MOST_NUMBERS = 1000;

    private final Path dir;
    private final String stem;
    private final String extension;
    private int number = 1;

    Place(Path dir, String stem, String extension) {
        this.dir = dir;
        this.stem = stem;
        this.extension = extension;
    }

    String name() {
        return name(number);
    }

    private String name(int which) {
        return which == 1 ? stem + "." + extension : stem + "-" + which + "." + extension;
    }

    Path path() {
        return dir.resolve(name());
    }

    /// Makes a file under the first name that is free.
    FileChannel make() throws IOException {
        Files.createDirectories(dir);
        while (true) {
            try {
                return FileChannel.open(
                        path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                if (++number > MOST_NUMBERS) {
                    throw e;
                }
            }
        }
    }

    /// Takes the file away again if one of the same content was there before. Answers the name
    /// under which the content is found.
    ///
    /// What cannot be read is taken for another file.
    String settle() {
        for (int before = 1; before < number; before++) {
            Path other = dir.resolve(name(before));
            try {
                if (Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)
                        && Files.mismatch(other, path()) < 0) {
                    Files.delete(path());
                    return name(before);
                }
            } catch (IOException e) {
                continue; // keep what was written
            }
        }
        return name();
    }
}
