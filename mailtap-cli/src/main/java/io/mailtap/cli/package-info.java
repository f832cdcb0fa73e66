/// The command line of mailtap: arguments in, exit code out.
@org.jspecify.annotations.NullMarked
package io.mailtap.cli;
