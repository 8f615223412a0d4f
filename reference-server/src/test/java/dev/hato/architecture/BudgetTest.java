package dev.hato.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The size budget of the sources, printed by every build, and fence 8. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BudgetTest {
  private final List<Integer> fileLines = new ArrayList<>();
  private final List<Integer> methodLines = new ArrayList<>();
  private final List<String> tooLong = new ArrayList<>();
  private final List<String> sealedDefaults = new ArrayList<>();
  private int types;
  private int publicTypes;

  @BeforeAll
  void readSources() throws IOException {
    for (Path file : SourceTree.mainSources()) {
      int lines = Files.readAllLines(file).size();
      fileLines.add(lines);
      if (lines > 500) {
        tooLong.add(file + ": " + lines + " lines in the file");
      }
    }
    SourceTree tree = SourceTree.load();
    Trees trees = Trees.instance(tree.task());
    for (CompilationUnitTree unit : tree.units()) {
      new Measure(unit, trees).scan(unit, null);
    }
  }

  @Test
  void filesAndMethodsStayWithinTheBudget() throws IOException {
    long mainLines = fileLines.stream().mapToLong(Integer::longValue).sum();
    System.out.printf(
        "Budget: %d files, median %d lines, p90 %d, longest %d; %d methods, p90 %d lines, longest"
            + " %d; %d types, %d %% hidden; main %d lines, tests %d lines%n",
        fileLines.size(),
        at(fileLines, 0.5),
        at(fileLines, 0.9),
        at(fileLines, 1),
        methodLines.size(),
        at(methodLines, 0.9),
        at(methodLines, 1),
        types,
        types == 0 ? 0 : 100 * (types - publicTypes) / types,
        mainLines,
        testLines());
    assertThat(tooLong).isEmpty();
    assertThat(at(fileLines, 0.9)).isLessThanOrEqualTo(300);
    assertThat(at(methodLines, 0.9)).isLessThanOrEqualTo(20);
  }

  @Test
  void f8NoDefaultBranchInASwitchOverASealedType() {
    assertThat(sealedDefaults).isEmpty();
  }

  private static int at(List<Integer> values, double quantile) {
    List<Integer> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.round((sorted.size() - 1) * quantile));
  }

  private static long testLines() throws IOException {
    long sum = 0;
    try (Stream<Path> walk = Files.walk(SourceTree.root())) {
      for (Path file :
          walk.filter(f -> f.toString().contains("/src/test/java/"))
              .filter(f -> f.toString().endsWith(".java"))
              .toList()) {
        sum += Files.readAllLines(file).size();
      }
    }
    return sum;
  }

  private final class Measure extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;

    Measure(CompilationUnitTree unit, Trees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public Void visitClass(com.sun.source.tree.ClassTree type, Void unused) {
      if (!type.getSimpleName().isEmpty()) {
        types++;
        if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
          publicTypes++;
        }
      }
      return super.visitClass(type, unused);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        long start = line(trees.getSourcePositions().getStartPosition(unit, method));
        long end = line(trees.getSourcePositions().getEndPosition(unit, method));
        int lines = (int) (end - start + 1);
        methodLines.add(lines);
        if (lines > 60) {
          tooLong.add(where(method) + ": " + lines + " lines in " + method.getName());
        }
      }
      return super.visitMethod(method, unused);
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void unused) {
      check(tree.getExpression(), tree.getCases());
      return super.visitSwitch(tree, unused);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
      check(tree.getExpression(), tree.getCases());
      return super.visitSwitchExpression(tree, unused);
    }

    private void check(ExpressionTree selector, List<? extends CaseTree> cases) {
      boolean hasDefault =
          cases.stream()
              .flatMap(branch -> branch.getLabels().stream())
              .anyMatch(label -> label.getKind() == Tree.Kind.DEFAULT_CASE_LABEL);
      if (hasDefault && isSealed(selector)) {
        sealedDefaults.add(where(selector));
      }
    }

    private boolean isSealed(ExpressionTree selector) {
      TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
      return type instanceof DeclaredType declared
          && declared.asElement().getKind() != ElementKind.ENUM
          && declared.asElement().getModifiers().contains(Modifier.SEALED);
    }

    private String where(Tree tree) {
      return unit.getSourceFile().getName()
          + ":"
          + line(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
