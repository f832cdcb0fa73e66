package io.mailtap.file;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.WholeFiles;
import io.mailtap.analyzer.mime.EntityFactory;
import io.mailtap.analyzer.mime.EntityObserver;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.file.x509.CertificateFile;
import io.mailtap.file.x509.KnownCertificates;
import io.mailtap.net.ConnectionLocal;
import io.mailtap.net.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the files in mails, and takes those that come whole, if anybody wants to know of files.
public final class FileAnalysis implements EntityFactory, WholeFiles {
    /// Entities and mails of a connection so far, which number its files.
    static final class Counters {
        private int entities;
        private int mails;
        private int inlines;

        int nextEntity() {
            return ++entities;
        }

        int nextMail() {
            return ++mails;
        }

        int nextInline() {
            return ++inlines;
        }
    }

    private static final String CERTIFICATE = "application/x-x509-";
    private static final String CERTIFICATE_READER = "X509";

    private static final EventType[] OF_FILES =
            Arrays.stream(EventType.values())
                    .filter(EventType::isOfFiles)
                    .toArray(EventType[]::new);

    private final FileOptions options;
    private final ConnectionLocal<Counters> counters = new ConnectionLocal<>();
    private final FilePool pool;
    private final KnownCertificates certificates = new KnownCertificates();

    /// Creates an analysis.
    ///
    /// @param options what is to be done with files
    public FileAnalysis(FileOptions options) {
        this.options = options;
        pool = new FilePool(options.hashes());
    }

    @Override
    public @Nullable EntityObserver begin(AnalyzerContext context, String name, Direction from) {
        if (!isWanted(context.events())) {
            return null;
        }
        Counters numbers = counters.get(context.connection(), Counters::new);
        return new MailFiles(context, name, from.isOrig(), options, pool, numbers);
    }

    @Override
    public void take(
            AnalyzerContext context,
            String source,
            Direction from,
            int number,
            String mimeType,
            ByteSlice octets) {
        boolean isCertificate = mimeType.startsWith(CERTIFICATE);
        boolean isRead = isCertificate && CertificateFile.isWanted(context.events());
        if (!isRead && !isWanted(context.events())) {
            return;
        }
        FileOrigin origin = new FileOrigin(context, source, from.isOrig(), options, pool);
        String id = origin.id(kind(isCertificate, from), number);
        FileState.Place place = new FileState.Place(id, null, 0, mimeType);
        long nanos = context.events().moment().nanos();
        FileState file = new FileState(origin, place, new FileName(), nanos);
        Runnable reader =
                isRead ? new CertificateFile(context, file, octets, certificates)::read : null;
        file.onWhole(octets, nanos, reader, CERTIFICATE_READER);
    }

    private static char kind(boolean isCertificate, Direction from) {
        if (isCertificate) {
            return from.isOrig() ? 'c' : 's';
        }
        return from.isOrig() ? 'o' : 'p';
    }

    private static boolean isWanted(Events events) {
        for (EventType type : OF_FILES) {
            if (events.wants(type)) {
                return true;
            }
        }
        return false;
    }
}
