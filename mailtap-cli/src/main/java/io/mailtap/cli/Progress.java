package io.mailtap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A bar on standard error, when that is a terminal and the work is long.
final class Progress {
    private static final long FIRST_AFTER = 2_000_000_000L;
    private static final long BETWEEN = 200_000_000L;
    private static final int WIDTH = 32;

    private final PrintWriter err;
    private final long total;
    private final boolean shown;
    private final long start = System.nanoTime();
    private long last = start + FIRST_AFTER - BETWEEN;
    private boolean drawn;

    private Progress(PrintWriter err, long total, boolean shown) {
        this.err = err;
        this.total = total;
        this.shown = shown;
    }

    static Progress of(List<Path> paths, PrintWriter err) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Progress(err, total(paths), terminal);
    }

    // Compressed files are longer than they look; the bar then stays full for a while.
    private static long total(List<Path> paths) {
        long sum = 0;
        for (Path path : paths) {
            try {
                sum += Files.size(path);
            } catch (IOException e) {
                return 0; // standard input, or a file whose absence is reported elsewhere
            }
        }
        return sum;
    }

    void show(long octets, long packets) {
        long now = System.nanoTime();
        if (!shown || now - last < BETWEEN) {
            return;
        }
        last = now;
        drawn = true;
        double done = total == 0 ? 0 : Math.min(1, (double) octets / total);
        int full = (int) (done * WIDTH);
        long perSecond = octets * 1_000 / Math.max(1, (now - start) / 1_000_000);
        err.print(
                "\r["
                        + "#".repeat(full)
                        + " ".repeat(WIDTH - full)
                        + "] "
                        + Units.octets(octets)
                        + ", "
                        + Units.number(packets)
                        + " packets, "
                        + Units.octets(perSecond)
                        + "/s  ");
        err.flush();
    }

    void clear() {
        if (drawn) {
            err.print("\r" + " ".repeat(WIDTH + 60) + "\r");
            err.flush();
        }
    }
}
