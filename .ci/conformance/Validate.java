import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files against veraPDF's profiles in one Java process: starting one takes longer than a file does.
 *
 * <p>{@code java Validate ua1,3a FILE…} prints one line for each file, {@code ok FILE} or {@code FAIL FILE}, each
 * failure followed by lines "profile rule count context message". Exit 1 when a file fails.
 */
public final class Validate {
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE); // it warns of what its own rules report anyway
        List<PDFAFlavour> profiles = new ArrayList<>();
        for (String id : args[0].split(",")) {
            PDFAFlavour profile = PDFAFlavour.fromString(id);
            if (profile == PDFAFlavour.NO_FLAVOUR) { // would validate nothing
                throw new IllegalArgumentException("no such profile: " + id);
            }
            profiles.add(profile);
        }
        VeraGreenfieldFoundryProvider.initialise();

        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<String>> answers = new ArrayList<>();
        for (String file : List.of(args).subList(1, args.length)) {
            answers.add(workers.submit(() -> validate(file, profiles)));
        }
        workers.shutdown();
        int failed = 0;
        for (int i = 0; i < answers.size(); i++) {
            String problems = answers.get(i).get();
            System.out.println((problems.isEmpty() ? "ok " : "FAIL ") + args[i + 1] + problems);
            failed += problems.isEmpty() ? 0 : 1;
        }
        System.exit(failed > 0 ? 1 : 0);
    }

    /** validate returns one line for each rule that fails, with the first place; nothing if none does. */
    private static String validate(String file, List<PDFAFlavour> profiles) {
        StringBuilder problems = new StringBuilder();
        for (PDFAFlavour profile : profiles) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
                ValidationResult result = validator.validate(parser);
                if (result.getTotalAssertions() == 0) {
                    problems.append("\n  ").append(profile.getId()).append(" nothing was checked");
                }
                Map<String, Integer> count = new TreeMap<>();
                Map<String, TestAssertion> first = new TreeMap<>();
                for (TestAssertion a : result.getTestAssertions()) {
                    if (a.getStatus() != TestAssertion.Status.FAILED) {
                        continue;
                    }
                    String rule = a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber();
                    count.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, a);
                }
                count.forEach((rule, n) -> {
                    TestAssertion a = first.get(rule);
                    problems.append(String.format("\n  %s %s ×%d %s: %s",
                            profile.getId(), rule, n, a.getLocation().getContext(), a.getMessage()));
                });
                if (count.isEmpty() && !result.isCompliant()) {
                    problems.append("\n  ").append(profile.getId()).append(" not compliant");
                }
            } catch (Exception | StackOverflowError e) { // a file it cannot read is not one that conforms
                problems.append("\n  ").append(profile.getId()).append(" not readable: ").append(e);
            }
        }
        return problems.toString();
    }
}
