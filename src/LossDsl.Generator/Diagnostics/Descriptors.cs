using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Diagnostics;

/// <summary>
/// Descriptors of all diagnostics that the generator reports. LOSS0xxx concerns the class and the signature of the formula, and LOSS1xxx C# outside the formula language.
/// LOSS2xxx concerns findings of the analysis, and LOSS9xxx failures of the generator. Ids are never reused, and each id has a section in docs/diagnostics.md.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "LOSS0001", "A loss class is not partial", "Class '{0}' must be partial: the generator writes the loss module into it");

    public static readonly DiagnosticDescriptor NotALossClass = Error(
        "LOSS0002", "A class cannot be a loss", "Class '{0}' cannot be a loss: {1}");

    public static readonly DiagnosticDescriptor NoFormula = Error(
        "LOSS0003", "A loss has no formula", "Loss '{0}' has no formula; mark one static method of the class with [Formula]");

    public static readonly DiagnosticDescriptor TwoFormulas = Error(
        "LOSS0004", "A loss has more than one formula", "Loss '{0}' has more than one formula; '{1}' is marked with [Formula] too");

    public static readonly DiagnosticDescriptor NotAFormula = Error(
        "LOSS0005", "A method cannot be a formula or a stage", "Method '{0}' cannot be a {1}: {2}");

    public static readonly DiagnosticDescriptor UnboundParameter = Error(
        "LOSS0006", "A parameter of a formula binds to nothing", "Parameter '{0}' binds to nothing; it can be one of {1}, or a hyperparameter if it has a default value{2}");

    public static readonly DiagnosticDescriptor WrongParameter = Error(
        "LOSS0007", "A parameter of a formula is no plain double", "Parameter '{0}' must be a plain double, not '{1}'; {2}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "LOSS0008", "Two losses have the same name", "Loss name '{0}' is used by '{1}' too; names must be unique in an assembly, whatever their case");

    public static readonly DiagnosticDescriptor DefaultOutOfRange = Error(
        "LOSS0009", "The default of a hyperparameter lies outside its range", "Hyperparameter '{0}' is {1} by default, which lies outside its range {2}");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "LOSS0010", "The property of a hyperparameter cannot be generated", "Hyperparameter '{0}' needs a property '{1}', but that name is taken; rename the parameter");

    public static readonly DiagnosticDescriptor WrongRange = Error(
        "LOSS0011", "A range cannot be read", "The range of hyperparameter '{0}' must be two numbers, the smaller first");

    public static readonly DiagnosticDescriptor WrongName = Error(
        "LOSS0012", "The name of a loss cannot be used", "'{0}' cannot be the name of a loss; use letters, digits and hyphens, e.g. \"focal-tversky\"");

    public static readonly DiagnosticDescriptor NoRuntime = Error(
        "LOSS0013", "LossDsl.Runtime is not referenced", "Loss '{0}' needs a reference to LossDsl.Runtime, which generated code runs on");

    public static readonly DiagnosticDescriptor DifferentHyperparameters = Error(
        "LOSS0014", "A hyperparameter is declared in two ways", "Hyperparameter '{0}' has default {1} and range {2} here, but default {3} and range {4} in '{5}'; parameters of one name are one hyperparameter");

    public static readonly DiagnosticDescriptor StageCycle = Error(
        "LOSS0015", "A stage reads itself", "Stage '{0}' reads itself: {1}");

    public static readonly DiagnosticDescriptor UnusedStage = Warning(
        "LOSS0016", "A stage is read by nothing", "Stage '{0}' is read by nothing; give the formula or another stage a parameter '{1}', or remove the stage");

    public static readonly DiagnosticDescriptor NotReduced = Error(
        "LOSS0017", "A stage reads a value that is not reduced", "Parameter '{0}' binds to '{1}', which has a value for each {3}, but '{2}' is evaluated for each {4}; reduce '{1}' with {5} first");

    public static readonly DiagnosticDescriptor StageNameTaken = Error(
        "LOSS0018", "The name of a stage is taken", "A stage cannot be named '{0}': {1}");

    public static readonly DiagnosticDescriptor TwoStageKinds = Error(
        "LOSS0019", "A method is two kinds of stage", "Method '{0}' can be one kind of stage, not {1}");

    public static readonly DiagnosticDescriptor WrongWindow = Error(
        "LOSS0020", "A window cannot be used", "The window of '{0}' {1}");

    public static readonly DiagnosticDescriptor WrongMap = Error(
        "LOSS0021", "A map cannot be read here", "Parameter '{0}' cannot be a map: {1}");

    public static readonly DiagnosticDescriptor DefaultIsLost = Error(
        "LOSS0022", "The default of a parameter is lost", "Parameter '{0}' has a default value, but its name means {1}; rename the parameter, or remove the default value");

    public static readonly DiagnosticDescriptor RangeIsLost = Warning(
        "LOSS0023", "The range of a parameter is lost", "The range of parameter '{0}' has no effect, since its name means {1}; remove the range, or rename the parameter");

    public static readonly DiagnosticDescriptor MemberNameTaken = Error(
        "LOSS0025", "The name of a member is taken", "Member '{0}' needs another name: {1}");

    public static readonly DiagnosticDescriptor HidingType = Error(
        "LOSS0026", "A type hides another that generated code uses", "Type '{0}' needs another name or namespace: generated code uses the {1} of that name");

    public static readonly DiagnosticDescriptor WrongInput = Error(
        "LOSS0027", "An input cannot be read here", "Parameter '{0}' cannot be an input: {1}");

    public static readonly DiagnosticDescriptor WrongField = Error(
        "LOSS0028", "The provider of a field cannot be used", "'{0}' cannot compute the field '{1}': it must be a class that implements IFieldProvider and has a constructor without parameters");

    public static readonly DiagnosticDescriptor WrongOrder = Error(
        "LOSS0029", "The order of pixels cannot be used", "Stage '{0}' cannot order pixels: {1}");

    public static readonly DiagnosticDescriptor UnsupportedStatement = Error(
        "LOSS1001", "A formula has a statement that the formula language does not have", "A formula can only declare and assign locals and return a value; {0}");

    public static readonly DiagnosticDescriptor UnsupportedExpression = Error(
        "LOSS1002", "A formula has an expression that the formula language does not have", "'{0}' is not part of the formula language; {1}");

    public static readonly DiagnosticDescriptor UnknownMethod = Error(
        "LOSS1003", "A formula calls a method that cannot be read", "Method '{0}' cannot be called in a formula: {1}");

    public static readonly DiagnosticDescriptor Recursion = Error(
        "LOSS1004", "A formula calls itself", "Method '{0}' calls itself; a formula must be a finite expression");

    public static readonly DiagnosticDescriptor ReadsState = Error(
        "LOSS1005", "A formula reads state", "'{0}' is state; a formula may depend on its parameters and on constants alone. Make '{0}' a const, or a parameter with a default value");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "LOSS1006", "A formula is too large", "Method '{0}' has more than {1} operations once its calls are inlined");

    public static readonly DiagnosticDescriptor WrongType = Error(
        "LOSS1007", "A formula computes with a type other than double", "'{0}' is of type '{1}'; a formula computes with double alone: {2}");

    public static readonly DiagnosticDescriptor IntegerDivision = Warning(
        "LOSS1008", "Whole numbers are divided", "'{0}' divides whole numbers, which drops the fraction: {1}; write {2}");

    public static readonly DiagnosticDescriptor OtherNumber = Warning(
        "LOSS1009", "A constant is another number than it seems", "'{0}' is {1}, not {2}, since {3}; write {4}");

    public static readonly DiagnosticDescriptor OldLanguage = Error(
        "LOSS1010", "The language version is too old for generated code", "Generated code needs C# {0}, but this project is compiled as C# {1}; remove LangVersion from the project file, or set it to {0} or later");

    public static readonly DiagnosticDescriptor NotFinite = Warning(
        "LOSS2001", "A value is not finite", "'{0}' is {1} at {2}");

    public static readonly DiagnosticDescriptor LogOfRatio = Warning(
        "LOSS2002", "The logarithm of a ratio without smoothing", "'{0}' is {1} at {2}; add the same number to numerator and denominator, as in (tp + smooth) / (tp + fp + smooth)");

    public static readonly DiagnosticDescriptor UnboundedGradient = Warning(
        "LOSS2003", "A gradient is unbounded", "The gradient of '{0}' has no bound: it is {1} at {2}");

    public static readonly DiagnosticDescriptor WrongDirection = Warning(
        "LOSS2004", "A loss rewards errors", "'{0}' rewards errors: a higher probability of a {1} pixel {2} the value {3}; a penalty or a calibration loss declares IsMonotone = false");

    public static readonly DiagnosticDescriptor Overflow = Warning(
        "LOSS2005", "An exponential overflows", "'{0}' overflows: it is {1} at {2}");

    public static readonly DiagnosticDescriptor Cancellation = Info(
        "LOSS2006", "A difference loses its digits", "'{0}' subtracts numbers that can be almost equal, so cancellation leaves few significant digits; compute the value without the difference");

    public static readonly DiagnosticDescriptor NoEffect = Warning(
        "LOSS2007", "A part of a loss has no effect", "{1}");

    public static readonly DiagnosticDescriptor Kink = Info(
        "LOSS2008", "A loss has a kink", "'{0}' has no derivative at {1}; generated code takes the derivative that autograd uses");

    public static readonly DiagnosticDescriptor MapWithoutStop = Info(
        "LOSS2009", "A map of the prediction is constant in the backward", "Map '{1}' depends on the prediction, but no gradient flows through it; mark the parameter with [StopGradient] to say so");

    public static readonly DiagnosticDescriptor Undecided = Off(
        "LOSS2010", "A claim is undecided", "The analysis could not decide for '{0}' {1}");

    public static readonly DiagnosticDescriptor PixelsWithoutEffect = Warning(
        "LOSS2011", "Pixels have no effect on a loss", "'{0}' gives {1} no gradient{2}: {3} cost nothing; add a term for them, or declare Activation = Activation.Softmax if classes exclude each other");

    public static readonly DiagnosticDescriptor ZeroQuotient = Info(
        "LOSS2012", "A quotient is 0/0 for an absent class", "'{0}' can be 0/0; its value there is that of a tiny class that is predicted perfectly: {1}");

    public static readonly DiagnosticDescriptor InternalError = Error(
        "LOSS9001", "The generator has failed", "The generator failed on loss '{0}', please report this: {1}");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Off(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info, isEnabled: false);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, bool isEnabled = true) => new(
        id,
        title,
        message,
        "LossDsl",
        severity,
        isEnabledByDefault: isEnabled,
        helpLinkUri: $"https://github.com/LossDsl/LossDsl/blob/main/docs/diagnostics.md#{id.ToLowerInvariant()}");
}
