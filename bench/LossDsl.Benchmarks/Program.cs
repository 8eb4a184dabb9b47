using LossDsl.Benchmarks;

return Application.Create().Parse(args).Invoke();
