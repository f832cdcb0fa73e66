package io.mailtap.cli;

import io.mailtap.capture.CaptureException;
import io.mailtap.capture.CaptureFiles;
import io.mailtap.capture.Frame;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// Feeds captures to whatever takes them, showing progress and naming what could not be read.
final class Reading {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 14;

    private final PrintWriter err;

    Reading(PrintWriter err) {
        this.err = err;
    }

    /// Reads all files to their ends and finishes. Answers whether all was well.
    boolean run(Intake intake, List<Path> paths) {
        Progress progress = Progress.of(paths, err);
        List<CaptureException> errors;
        try (CaptureFiles files = new CaptureFiles(paths, System.in)) {
            Frame frame = new Frame();
            int begun = 0;
            while (files.next(frame)) {
                if (files.filesBegun() != begun) {
                    begun = files.filesBegun();
                    intake.nextCapture();
                }
                intake.packet(frame);
                if (files.packets() % PACKETS_BETWEEN_LOOKS == 0) {
                    progress.show(files.octetsRead(), files.packets());
                }
            }
            errors = files.errors();
        }
        intake.finish();
        progress.clear();
        errors.forEach(e -> err.println("mailtap: " + e.getMessage()));
        long failures = intake.statistics().failures();
        if (failures > 0) {
            err.println(
                    "mailtap: the analysis of "
                            + failures
                            + " connections failed: please report this");
        }
        return errors.isEmpty() && failures == 0;
    }
}
