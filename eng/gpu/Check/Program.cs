return LossDsl.GpuCheck.Application.Create().Parse(args).Invoke();
